package powershell

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// kind says what a list of statements is.
type kind int

const (
	script     kind = iota
	block           // { }
	expression      // ( ), $( ), @( )
	hash            // @{ }, whose entries look like assignments
)

// statement is a command of a pipeline, or an assignment, whose words are the value.
type statement struct {
	start, end int
	pipeline   int    // the end of its pipeline
	target     string // what is assigned to
	value      int    // the start of the words
	words      []word
	calls      []call // of methods that set variables
	before     string // the separator before it
	after      string // the separator after it
}

// word is a word of a command or expression.
type word struct {
	report.Word
	literal  bool        // it begins with a quote
	entries  []statement // of a hash table
	elements []word      // of a list with commas
}

// call is a call of a method that sets a variable.
type call struct {
	start, end int
	args       []report.Word
}

// place is a statement where it is.
type place struct {
	list  []statement
	index int
	kind  kind
}

func (p place) statement() statement { return p.list[p.index] }

// bounds returns the start and the end of the pipeline of a statement, which consists of
// what it does with the output.
func (p place) bounds() (from, to int) {
	s := p.statement()
	return s.start, s.pipeline
}

// remove returns the edits that remove a statement.
func (l *linter) remove(p place) []report.Edit {
	s := p.statement()
	from, to := p.bounds()
	last := p.list[len(p.list)-1]
	switch {
	case s.before == "|" || s.before == "&&" || s.before == "||" || s.after == "||" || s.after == "&" || p.kind == expression:
		return nil
	case s.after == "&&" && p.index+1 < len(p.list):
		return []report.Edit{l.src.Delete(s.start, p.list[p.index+1].start)}
	case p.kind == script && l.in.Emptied != nil && p.index == 0 && last.end == to:
		return l.in.Emptied()
	}
	return []report.Edit{l.src.DeleteStatement(from, to, ';', "#")}
}

// removeCall returns the edits that remove a statement that calls a program. What follows
// can need the variable that takes its output, and a return ends a function.
func (l *linter) removeCall(at place) []report.Edit {
	s := at.statement()
	if s.target != "" && !strings.EqualFold(s.target, "$null") || len(s.words) > 0 && strings.EqualFold(s.words[0].Text, "return") {
		return nil
	}
	return l.remove(at)
}

// before returns how to run a command before the statement, or nil.
func (l *linter) before(p place) func(string) []report.Edit {
	s := p.statement()
	if s.before == "|" || s.before == "&&" || s.before == "||" || p.kind == expression || p.kind == hash {
		return nil
	}
	at := l.src.At(s.start)
	return func(command string) []report.Edit {
		return []report.Edit{{Start: at, End: at, New: command + "; "}}
	}
}
