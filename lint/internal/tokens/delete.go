package tokens

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Delete returns the edit that deletes a statement, with its lines and the comment beside
// it, or else with the blanks on one side of it.
func (f *File) Delete(first, last int) report.Edit {
	start, end := f.Tokens[first].Start, f.Tokens[last].End
	if edit, ok := f.Src.DeleteLines(start, f.WithComment(end)); ok {
		return edit
	}
	before, after := start, end
	if first > 0 && !f.Tokens[first].First {
		before = f.Tokens[first-1].End
	}
	if next := last + 1; next < len(f.Tokens) && !f.Tokens[next].First {
		after = f.Tokens[next].Start
	}
	blanks := func(i, j int) bool { return i < j && strings.TrimSpace(f.Src.Text[i:j]) == "" }
	switch emptied := f.Is(first-1, "{") && f.Is(last+1, "}"); {
	case emptied && blanks(before, start) && blanks(end, after):
		return f.Src.Delete(before, after)
	case blanks(end, after) && !f.Is(last+1, "}"):
		return f.Src.Delete(start, after)
	case blanks(before, start):
		return f.Src.Delete(before, end)
	}
	return f.Src.Delete(start, end)
}
