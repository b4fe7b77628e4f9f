package yamltree

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Valid returns edits of the text of a scalar that leave it a scalar: where the new text
// would mean something else without quotes, it gets quotes.
func (n *Node) Valid(edits []report.Edit) []report.Edit {
	start, end := n.File()
	raw := n.Raw()
	if n.Style != Plain || len(raw) != end-start {
		return edits
	}
	shifted := make([]report.Edit, len(edits))
	for i, e := range edits {
		if e.Start < start || e.End > end {
			return edits // the whole scalar goes
		}
		shifted[i] = report.Edit{Start: e.Start - start, End: e.End - start, New: e.New}
	}
	text := report.Apply(raw, shifted)
	if n.isPlain(text) || strings.HasPrefix(text, `"`) && shifted[0].Start == 0 && shifted[0].End == len(raw) {
		return edits
	}
	text = "'" + strings.ReplaceAll(strings.TrimSpace(text), "'", "''") + "'"
	return []report.Edit{{Start: start, End: end, New: text}}
}

// isPlain reports whether text needs no quotes where the node is.
func (n *Node) isPlain(text string) bool {
	if text != strings.TrimSpace(text) || text == "" {
		return false
	}
	rest := text[1:]
	if strings.IndexByte("-?:", text[0]) >= 0 {
		if rest == "" || isBlank(rest[0]) {
			return false
		}
	} else if strings.IndexByte(",[]{}#&*!|>'\"%@`", text[0]) >= 0 {
		return false
	}
	if n.parent != nil && n.parent.Flow && strings.ContainsAny(text, ",[]{}") {
		return false
	}
	return !strings.Contains(text, ": ") && !strings.Contains(text, ":\n") && !strings.Contains(text, " #") && !strings.HasSuffix(text, ":")
}
