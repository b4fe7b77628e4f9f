package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// logged reports the variable that output of echo or printf sets in a pipeline. It returns
// whether there is one.
func (l *linter) logged(s *syntax.Stmt, words []report.Word, in place) bool {
	last := words[len(words)-1]
	name, value, ok := report.PipelineVariable(last.Text)
	if !ok || len(s.Redirs) > 0 || len(words) > 2 && !strings.HasPrefix(words[1].Text, "-") {
		return false
	}
	set := report.Set{Name: name, Value: value, Constant: last.Constant, Start: last.Start, End: last.End, Remove: in.remove()}
	set.Replace = l.insteadOf(s, in)
	l.r.Set(set, l.in.Scope)
	return true
}
