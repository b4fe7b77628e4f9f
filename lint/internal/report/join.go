package report

import "slices"

// Join sorts edits and merges those that touch or overlap, if each only deletes. It
// returns nil if edits conflict.
func Join(edits []Edit) []Edit {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End // an insertion comes first
	})
	var joined []Edit
	for _, e := range edits {
		if n := len(joined); n > 0 && e.Start <= joined[n-1].End {
			last := &joined[n-1]
			switch {
			case e.Start == last.End || e.New == "" && last.New == "":
				last.End = max(last.End, e.End)
				last.New += e.New
				continue
			default:
				return nil
			}
		}
		joined = append(joined, e)
	}
	return joined
}
