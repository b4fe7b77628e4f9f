package fish

import "github.com/telemetry-ls/telemetry-ls/lint/internal/report"

// statement is a command in a list.
type statement struct {
	start, end int           // with redirections, without keywords
	outer      int           // the start with keywords such as and, if
	words      []report.Word // none if the statement is no command
	starts     []int         // of the words
	keyword    string        // the last keyword before the command
	condition  bool          // something depends on whether the command succeeds
	before     string        // the separator before it
	after      string        // the separator after it
	joined     bool          // its words are arguments of another command
}

// place is a statement where it is.
type place struct {
	list  []statement
	index int
	value bool // the output of the list is a value
}

func (p place) statement() statement { return p.list[p.index] }

// next returns the statement that runs if this one succeeds, as after `;and`.
func (p place) next() (next statement, ok bool) {
	if p.index+1 == len(p.list) {
		return next, false
	}
	next = p.list[p.index+1]
	s := p.statement()
	return next, s.after == "&&" || next.keyword == "and" && !next.condition && (s.after == ";" || s.after == "\n")
}

// mustRemain reports whether a command must be there.
func (p place) mustRemain() bool {
	s := p.statement()
	if s.condition || s.keyword == "or" || s.before == "||" || s.before == "|" || s.joined {
		return true
	}
	if s.after == "||" || s.after == "|" || s.after == "&" {
		return true
	}
	return p.index+1 < len(p.list) && p.list[p.index+1].keyword == "or"
}

// remove returns the edits that remove a statement.
func (l *linter) remove(p place) []report.Edit {
	s := p.statement()
	if s.joined {
		return nil
	}
	nothing := []report.Edit{l.src.Replace(s.start, s.end, "true")}
	next, ok := p.next()
	switch {
	case p.mustRemain():
		return nothing
	case ok:
		return []report.Edit{l.src.Delete(s.start, next.start)}
	case s.keyword != "" || s.before == "&&":
		return nothing
	case l.in.Emptied != nil && !p.value && len(p.list) == 1:
		return l.in.Emptied()
	}
	return []report.Edit{l.src.DeleteStatement(s.start, s.end, ';', "#")}
}

// before returns how to run a command before the statement, or nil.
func (l *linter) before(p place) func(string) []report.Edit {
	if p.value || p.mustRemain() {
		return nil
	}
	at := l.src.At(p.statement().start)
	return func(command string) []report.Edit {
		return []report.Edit{{Start: at, End: at, New: command + " && "}}
	}
}
