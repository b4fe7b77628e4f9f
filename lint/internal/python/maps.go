package python

import (
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// maps looks at the dictionaries in an expression that becomes an environment. only is
// the statement that does nothing without them, or nil.
func (l *linter) maps(e tokens.Element, only *statement) {
	for i := e.From; i < e.To; i = l.Skip(i) {
		switch {
		case l.IsOpen(i, "{"):
			l.entries(i, only)
		case l.IsOpen(i, "("):
			if l.Is(i-1, "dict") {
				l.keywords(i, only)
			}
			l.maps(tokens.Element{From: i + 1, To: l.Tokens[i].Pair}, only)
		}
	}
}

// entries looks at the entries of a dictionary.
func (l *linter) entries(open int, only *statement) {
	list := l.Elements(open)
	for k, e := range list {
		if l.Is(e.From, "**") {
			l.maps(tokens.Element{From: e.From + 1, To: e.To}, nil)
			continue
		}
		if !l.IsString(e.From) || !l.Is(e.From+1, ":") || e.To <= e.From+2 || l.Is(e.From+2, "None") {
			continue
		}
		set := report.Set{Name: l.Tokens[e.From].Value.Text, OneCommand: true}
		set.Start, set.End = l.Place(e.From)
		set.Value, set.Constant = l.Value(tokens.Element{From: e.From + 2, To: e.To})
		l.element(set, list, k, only)
	}
}

// keywords looks at the keyword arguments of a call that makes an environment.
func (l *linter) keywords(open int, only *statement) {
	list := l.Elements(open)
	for k, e := range list {
		if !l.IsName(e.From) || !l.Is(e.From+1, "=") || e.To <= e.From+2 || l.Is(e.From+2, "None") {
			continue
		}
		set := report.Set{Name: l.Tokens[e.From].Text, OneCommand: true}
		set.Start, _ = l.Place(e.From)
		_, set.End = l.Place(e.To - 1)
		set.Value, set.Constant = l.Value(tokens.Element{From: e.From + 2, To: e.To})
		l.element(set, list, k, only)
	}
}

// element reports element k of a list.
func (l *linter) element(set report.Set, list []tokens.Element, k int, only *statement) {
	if len(list) > 1 {
		only = nil
	}
	l.set(set, only, func() []report.Edit { return l.Remove(list, k, k+1) })
}

// patch looks at unittest.mock.patch.dict(os.environ, ...).
func (l *linter) patch(open int) {
	list := l.Elements(open)
	if len(list) < 2 {
		return
	}
	target := list[0]
	name, _ := l.Value(target)
	if name != "os.environ" && !l.Is(target.To-1, "environ") {
		return
	}
	l.keywords(open, nil)
	l.maps(tokens.Element{From: list[1].From, To: list[len(list)-1].To}, nil)
}
