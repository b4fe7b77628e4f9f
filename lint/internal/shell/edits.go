package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// stmtEnd returns the end of a statement, without a semicolon after it.
func (l *linter) stmtEnd(s *syntax.Stmt) int {
	end := l.at(s.Pos())
	if s.Cmd != nil {
		end = l.end(s.Cmd)
	}
	for _, r := range s.Redirs {
		if r.Word != nil {
			end = max(end, l.end(r.Word))
		}
	}
	return end
}

// nothing returns the edit that replaces a statement by one that does nothing.
func (l *linter) nothing(s *syntax.Stmt) func() []report.Edit {
	return func() []report.Edit {
		start := l.at(s.Pos())
		if s.Negated {
			start = l.at(s.Cmd.Pos())
		}
		return []report.Edit{l.src.Replace(start, l.stmtEnd(s), ":")}
	}
}

// removeFrom returns the edits that remove statement i of a list.
func (l *linter) removeFrom(stmts []*syntax.Stmt, i int, in list) []report.Edit {
	s := stmts[i]
	start, end := l.at(s.Pos()), l.stmtEnd(s)
	if len(stmts) == 1 && !(in.script && !in.sole) {
		switch {
		case in.script && l.in.Emptied != nil:
			return l.in.Emptied()
		case !in.script && !in.empty:
			return l.nothing(s)()
		}
	}
	if s.Background {
		return l.nothing(s)()
	}
	after := end // with the semicolon
	if s.Semicolon.IsValid() {
		after = max(end, l.at(s.Semicolon)+1)
	}
	if e, ok := l.src.DeleteLines(start, l.withComment(after)); ok {
		return []report.Edit{e}
	}
	if i+1 < len(stmts) {
		if next := l.at(stmts[i+1].Pos()); !strings.Contains(strings.ReplaceAll(l.src.Text[end:next], "\\\n", ""), "\n") {
			return []report.Edit{l.src.Delete(start, next)}
		}
	}
	if i > 0 && stmts[i-1].Semicolon.IsValid() {
		semicolon := l.at(stmts[i-1].Semicolon)
		if stmts[i-1].Background {
			semicolon++
		}
		if !strings.Contains(l.src.Text[semicolon:start], "\n") {
			return []report.Edit{l.src.Delete(semicolon, end)}
		}
	}
	return []report.Edit{l.src.Delete(start, after)}
}

// withComment extends a part to the comment after it on its line.
func (l *linter) withComment(end int) int {
	rest := l.src.Text[end:]
	if trimmed := strings.TrimLeft(rest, " \t"); len(trimmed) < len(rest) && strings.HasPrefix(trimmed, "#") {
		return report.LineEnd(l.src.Text, end)
	}
	return end
}

// beforeIn returns how to run a command before a statement of a list.
func (l *linter) beforeIn(s *syntax.Stmt, in list) func(string) []report.Edit {
	if in.value {
		return nil
	}
	return l.insert(s)
}

func (l *linter) insert(s *syntax.Stmt) func(string) []report.Edit {
	return func(command string) []report.Edit {
		at := l.src.At(l.at(s.Pos()))
		return []report.Edit{{Start: at, End: at, New: command + " && "}}
	}
}

// join returns the edits of both, or nil if the first can't be made.
func join(before, after []report.Edit) []report.Edit {
	if len(before) == 0 || len(after) == 0 {
		return nil
	}
	return report.Join(append(before, after...))
}
