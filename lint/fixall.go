package lint

import "github.com/telemetry-ls/telemetry-ls/lint/internal/report"

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
		if f.Fix == nil || anyNear(f.Fix.Edits, edits) {
			continue
		}
		if joined := report.Join(append(edits[:len(edits):len(edits)], f.Fix.Edits...)); joined != nil {
			edits, fixed = joined, fixed+1
		}
	}
	return edits, fixed
}

// anyNear reports whether one of the edits is near one of the others.
func anyNear(edits, others []Edit) bool {
	for _, a := range edits {
		for _, b := range others {
			if a.Start < b.End+near && b.Start < a.End+near {
				return true
			}
		}
	}
	return false
}
