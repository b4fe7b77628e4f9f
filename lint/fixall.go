package lint

import "github.com/telemetry-ls/telemetry-ls/lint/internal/report"

// maxRounds bounds FixAll. A fix can make another one necessary, such as the removal of
// a command whose last argument went, but never many.
const maxRounds = 20

// FixAll returns the text of f after all preferred fixes, again until none is left, and
// the number of findings that they resolved.
func FixAll(f File) (text string, fixed int) {
	for range maxRounds {
		edits, n := preferred(Check(f).Findings)
		if n == 0 {
			break
		}
		f.Text = report.Apply(f.Text, edits)
		fixed += n
	}
	return f.Text, fixed
}

// preferred returns the edits of all preferred fixes that don't touch an earlier one.
func preferred(findings []Finding) (edits []Edit, fixed int) {
	for _, f := range findings {
		if f.Fix == nil {
			continue
		}
		all := append(edits[:len(edits):len(edits)], f.Fix.Edits...)
		if joined := report.Join(all); disjoint(all) && joined != nil {
			edits, fixed = joined, fixed+1
		}
	}
	return edits, fixed
}

// disjoint reports whether no two edits touch the same byte.
func disjoint(edits []Edit) bool {
	for i, a := range edits {
		for _, b := range edits[:i] {
			if a.Start < b.End && b.Start < a.End || a.Start == b.Start && a.End == b.End {
				return false
			}
		}
	}
	return true
}
