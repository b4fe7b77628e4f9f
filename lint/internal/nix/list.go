package nix

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// element lints a string in a list: NAME=value of a service or an image.
func (l *linter) element(i, from, to int, in context) {
	if !isAssignments(in.path) {
		l.string(i, in)
		return
	}
	l.assignment(i, in, func() []report.Edit { return l.remove(i, i) })
}

// isAssignments reports whether the strings of an attribute are assignments.
func isAssignments(path []string) bool {
	if len(path) < 2 {
		return false
	}
	switch path[len(path)-1] {
	case "Environment":
		return path[len(path)-2] == "serviceConfig" || path[len(path)-2] == "Service"
	case "Env":
		return path[len(path)-2] == "config"
	}
	return false
}

// assignment reports a string that is an assignment.
func (l *linter) assignment(i int, in context, remove func() []report.Edit) {
	t := l.tokens[i]
	set := report.Set{Start: l.src.At(t.start), End: l.src.At(t.end), Constant: len(t.inserted) == 0}
	set.Name, set.Value, _ = strings.Cut(l.content(t).Text, "=")
	if !report.IsName(set.Name) || in.data || strings.ContainsAny(set.Value, " \t\n") {
		return
	}
	set.Remove = remove()
	l.r.Set(set, l.scope)
}

// pair reports an element of a list of variables: { name = "GOTELEMETRY"; value = "off"; }
func (l *linter) pair(open, end int, in context) {
	if n := len(in.path); n == 0 || in.path[n-1] != "env" || in.data || in.local {
		return
	}
	set := report.Set{}
	for _, a := range l.attributes(open+1, end) {
		if a.inherit || len(a.keys) != 1 || a.to-a.from != 1 || l.tokens[a.from].kind != quoted {
			continue
		}
		t := l.tokens[a.from]
		switch l.key(a.keys[0]) {
		case "name":
			set.Name, set.Start, set.End = l.content(t).Text, l.src.At(t.start), l.src.At(t.end)
		case "value":
			set.Value, set.Constant = l.content(t).Text, len(t.inserted) == 0
		}
	}
	if !report.IsName(set.Name) {
		return
	}
	set.Remove = l.remove(open, end)
	l.r.Set(set, l.scope)
}
