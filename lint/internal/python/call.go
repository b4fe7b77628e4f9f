package python

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// call looks at a call of name i: at the environment in its arguments, and at the command
// that it runs.
func (l *linter) call(i int) {
	name := l.Tokens[i].Text
	list := l.Elements(i + 1)
	for _, e := range list {
		if isEnvironment(l.Tokens[e.From].Text) && l.Is(e.From+1, "=") && passes(name) {
			l.maps(tokens.Element{From: e.From + 2, To: e.To}, nil)
		}
	}
	switch name {
	case "execve", "execvpe", "execle", "execlpe", "spawnve", "spawnvpe", "spawnle", "spawnlpe", "posix_spawn", "posix_spawnp":
		if last := len(list) - 1; last > 1 {
			l.maps(list[last], nil)
		}
	}
	if runs(name) && !l.isMockCall(i) {
		l.command(i, list)
	}
}

// isMockCall reports whether name i is not the function call of subprocess, but most
// likely that of unittest.mock.
func (l *linter) isMockCall(i int) bool {
	return l.Tokens[i].Text == "call" && !l.Is(i-2, "subprocess", ".") && !strings.Contains(l.Src.Text, "from subprocess import")
}

// isEnvironment reports whether a keyword argument is an environment.
func isEnvironment(keyword string) bool {
	switch keyword {
	case "env", "environ", "environment", "extra_env", "env_vars":
		return true
	}
	return false
}

// passes reports whether a function hands its environment to a process. Constructors
// mostly hold it.
func passes(function string) bool {
	switch function {
	case "dict", "print", "repr", "str", "format", "dumps", "dump", "param", "namedtuple", "replace", "update", "field":
		return false
	}
	if c := function[0]; 'A' <= c && c <= 'Z' {
		return function == "Popen" || strings.HasSuffix(function, "Process") || strings.HasSuffix(function, "Command") || strings.HasSuffix(function, "ServerParameters")
	}
	return !strings.HasPrefix(function, "assert")
}

// runs reports whether a function runs a command.
func runs(function string) bool {
	if strings.HasPrefix(function, "assert") {
		return false
	}
	for word := range strings.SplitSeq(strings.ToLower(function), "_") {
		switch word {
		case "run", "call", "output", "popen", "system", "shell", "cmd", "sudo", "invoke", "sh", "local", "getoutput", "getstatusoutput":
			return true
		}
		if strings.HasPrefix(word, "exec") || strings.HasPrefix(word, "spawn") {
			return true
		}
	}
	return function == "command"
}

// command looks at the arguments of a call of name i that runs a command: a list, several
// strings or a script.
func (l *linter) command(i int, list []tokens.Element) {
	var remove func() []report.Edit
	if s := l.whole(l.first(i), l.Tokens[i+1].Pair); s != nil {
		remove = func() []report.Edit { return l.remove(*s) }
	}
	for k, e := range list {
		if l.Is(e.From, "args", "=") && e.To > e.From+2 {
			e.From += 2
		}
		switch {
		case l.IsOpen(e.From, "[") || l.IsOpen(e.From, "("):
			c := l.Command()
			c.Whole = remove
			c.Add(l.Elements(e.From), 0)
			if end := l.Skip(e.From); end < e.To {
				c.Whole = nil
				c.Add([]tokens.Element{{From: end, To: e.To}}, 0)
			}
			l.later(c.Report)
			return
		case l.script(e) >= 0:
			at := l.script(e)
			l.later(func() { l.Script(at, remove) })
			return
		case l.IsString(e.From):
			c := l.Command()
			c.Whole = remove
			c.Add(l.positional(list), k)
			l.later(c.Report)
			return
		}
	}
}

func (l *linter) later(f func()) { l.found = append(l.found, f) }

// script returns the string in an argument that a shell runs, or that is split into a
// command, or -1.
func (l *linter) script(e tokens.Element) int {
	switch {
	case l.Is(e.From, "shlex", ".", "split", "(") && l.IsString(e.From+4):
		return e.From + 4
	case !l.IsString(e.From):
	case e.To > e.From+1 && !l.Is(e.From+1, ".", "split"):
	case strings.ContainsAny(l.Tokens[e.From].Value.Text, " \n"):
		return e.From
	}
	return -1
}

// positional returns the arguments before the first keyword argument.
func (l *linter) positional(list []tokens.Element) []tokens.Element {
	for k, e := range list {
		if l.IsName(e.From) && l.Is(e.From+1, "=") {
			return list[:k]
		}
	}
	return list
}
