package shell

import (
	"sort"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// bounds is a part of the script.
type bounds struct{ start, end int }

// declare reports what export and `declare -x` set.
func (l *linter) declare(s *syntax.Stmt, c *syntax.DeclClause, in place) {
	exports := c.Variant.Value == "export"
	var named []*syntax.Assign // the arguments that are no options
	for _, a := range c.Args {
		l.words(a)
		option := ""
		if a.Naked && a.Name == nil && a.Value != nil {
			option = l.text(a.Value)
		}
		switch {
		case strings.HasPrefix(option, "-") && c.Variant.Value == "export":
			exports = exports && !strings.Contains(option, "n")
		case strings.HasPrefix(option, "-"):
			exports = exports || strings.Contains(option, "x")
		case strings.HasPrefix(option, "+"):
		default:
			named = append(named, a)
		}
	}
	// In zsh, a brace after the arguments ends a block. To the parser, it is an argument.
	for i, a := range named {
		if a.Naked && a.Value != nil && l.text(a.Value) == "}" {
			named = named[:i]
			in.before = nil
			in.remove = func() []report.Edit {
				return []report.Edit{l.src.Replace(l.at(s.Pos()), l.end(named[0]), ":")}
			}
			break
		}
	}
	for i, a := range named {
		l.declared(s, named, i, a, exports, in)
	}
}

// declared reports argument i of a declaration.
func (l *linter) declared(s *syntax.Stmt, named []*syntax.Assign, i int, a *syntax.Assign, exports bool, in place) {
	var remove, replace []report.Edit
	edits := func() {
		if len(named) == 1 {
			remove = in.remove()
			replace = l.insteadOf(s, in)
			return
		}
		from, to := l.at(a.Pos()), l.end(a)
		if i+1 < len(named) {
			to = l.at(named[i+1].Pos())
		} else {
			from = l.at(named[i-1].End())
		}
		remove = []report.Edit{l.src.Delete(from, to)}
		replace = l.instead(in, remove)
	}
	if a.Naked && a.Name != nil && report.IsName(a.Name.Value) {
		if exports {
			edits()
			l.exports = append(l.exports, in.setting(report.Set{Name: a.Name.Value, Remove: remove}, len(named) == 1))
		}
		return
	}
	set, ok := l.assignment(a)
	if !ok {
		return
	}
	edits()
	set.Remove, set.Replace = remove, replace
	if exports || l.exportsAt(l.at(a.Pos())) {
		l.r.Set(set, l.in.Scope)
	} else {
		l.bare = append(l.bare, in.setting(set, len(named) == 1))
	}
}

// bareAssignments remembers assignments that reach no environment unless the script
// exports the variable.
func (l *linter) bareAssignments(s *syntax.Stmt, assigns []*syntax.Assign, in place) {
	for i, a := range assigns {
		set, ok := l.assignment(a)
		if !ok {
			continue
		}
		switch {
		case len(assigns) == 1:
			set.Remove = in.remove()
			set.Replace = l.insteadOf(s, in)
		case i+1 < len(assigns):
			set.Remove = []report.Edit{l.src.Delete(l.at(a.Pos()), l.at(assigns[i+1].Pos()))}
		default:
			set.Remove = []report.Edit{l.src.Delete(l.at(assigns[i-1].End()), l.end(a))}
		}
		if len(assigns) > 1 {
			set.Replace = l.instead(in, set.Remove)
		}
		if l.exportsAt(l.at(a.Pos())) {
			l.r.Set(set, l.in.Scope)
		} else {
			l.bare = append(l.bare, in.setting(set, len(assigns) == 1))
		}
	}
}

// setting is a part of what sets and exports a variable.
type setting struct {
	report.Set
	list []*syntax.Stmt // the list of which the setting is a statement, or nil
	in   list
}

func (p place) setting(set report.Set, whole bool) setting {
	s := setting{Set: set}
	if whole {
		s.list, s.in = p.list, p.in
	}
	return s
}

// finish reports the assignments whose variables the script exports by name. The fix of
// the first one removes the exports too.
func (l *linter) finish() {
	exports := map[string][]report.Edit{}
	first := map[string]setting{}
	for _, e := range l.exports {
		if _, known := first[e.Name]; !known {
			first[e.Name] = e
		}
		exports[e.Name] = append(exports[e.Name], e.Remove...)
	}
	for _, set := range l.bare {
		remove, exported := exports[set.Name]
		if !exported {
			continue
		}
		only := l.both(set, first[set.Name])
		set.Remove, set.Replace = join(set.Remove, remove), join(set.Replace, remove)
		if only != nil {
			set.Remove = only
		}
		l.r.Set(set.Set, l.in.Scope)
		exports[set.Name], first[set.Name] = nil, setting{}
	}
}

// both returns the edits that remove an assignment and an export if they are all of a list
// that must not be empty, or nil.
func (l *linter) both(a, b setting) []report.Edit {
	if len(a.list) != 2 || len(b.list) != 2 || a.list[0] != b.list[0] {
		return nil
	}
	switch {
	case a.in.script && l.in.Emptied != nil && a.in.sole:
		return l.in.Emptied()
	case a.in.script || a.in.empty:
		return nil
	}
	return []report.Edit{l.src.Replace(l.at(a.list[0].Pos()), l.stmtEnd(a.list[1]), ":")}
}

func (l *linter) exportsAt(at int) bool {
	n := sort.Search(len(l.allExport), func(i int) bool { return l.allExport[i].start > at })
	return n > 0 && at < l.allExport[n-1].end
}

// exportsAll finds the parts of a script between `set -a` and `set +a`.
func exportsAll(text string) (parts []bounds) {
	if !strings.Contains(text, "set -") {
		return nil
	}
	next := 0
	for line := range strings.Lines(text) {
		at := next
		next += len(line)
		if !strings.Contains(line, "set ") {
			continue
		}
		for len(line) > 0 {
			end := strings.IndexAny(line, ";&\n") + 1
			if end == 0 {
				end = len(line)
			}
			on, ok := allExport(strings.Fields(strings.TrimRight(line[:end], ";&\n")))
			n := len(parts)
			open := n > 0 && parts[n-1].end == len(text)
			switch {
			case ok && on && !open:
				parts = append(parts, bounds{at, len(text)})
			case ok && !on && open:
				parts[n-1].end = at
			}
			at += end
			line = line[end:]
		}
	}
	return parts
}

// allExport reports whether a command turns the option allexport on or off.
func allExport(words []string) (on, ok bool) {
	if len(words) < 2 || words[0] != "set" {
		return false, false
	}
	option := words[1]
	switch {
	case len(words) > 2 && (option == "-o" || option == "+o") && words[2] == "allexport":
		return option == "-o", true
	case strings.HasPrefix(option, "-") && strings.Contains(option, "a") && !strings.HasPrefix(option, "--"):
		return true, true
	case strings.HasPrefix(option, "+") && strings.Contains(option, "a"):
		return false, true
	}
	return false, false
}
