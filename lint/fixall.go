package lint

import (
	"slices"
	"sort"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// maxRounds bounds FixAll. Each round resolves a finding, or is the last.
const maxRounds = 1000

// near is how close, in bytes, two fixes can be without being made in the same round. When
// both remove the entries of one map, the second has to remove the map.
const near = 400

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

// preferred returns the edits of all preferred fixes that aren't near an earlier one.
func preferred(findings []Finding) (edits []Edit, fixed int) {
	for _, f := range findings {
		if f.Fix == nil || slices.ContainsFunc(f.Fix.Edits, func(e Edit) bool { return anyNear(e, edits) }) {
			continue
		}
		for _, e := range f.Fix.Edits {
			at := sort.Search(len(edits), func(i int) bool { return edits[i].Start > e.Start })
			edits = slices.Insert(edits, at, e)
		}
		fixed++
	}
	return edits, fixed
}

// anyNear reports whether an edit is near one of the others, which are in order.
func anyNear(e Edit, others []Edit) bool {
	at := sort.Search(len(others), func(i int) bool { return others[i].End+near > e.Start })
	return at < len(others) && others[at].Start < e.End+near
}
