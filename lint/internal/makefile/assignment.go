package makefile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// assignment is what a line assigns, as far as it does.
type assignment struct {
	words    []string // modifiers such as export and override
	exports  bool
	export   int // the place of that modifier
	defines  bool
	name     string
	start    int // of the name
	operator int // -1: the line is no assignment
	value    int // the start of the value
	rule     int // the colon of a rule, or -1
}

// assignment parses the text from i to end.
func (m *linter) assignment(i, end int) assignment {
	a := assignment{operator: -1, rule: -1}
	text := m.src.Text
	for {
		i = end - len(strings.TrimLeft(text[i:end], " \t\r"))
		word := text[i:min(end, i+wordLength(text[i:end]))]
		switch word {
		case "export", "override", "private", "unexport", "define":
			// A variable can have such a name.
			if rest := strings.TrimLeft(text[i+len(word):end], " \t"); strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, ":") {
				break
			}
			a.words = append(a.words, word)
			a.defines = a.defines || word == "define"
			if word == "export" {
				a.exports, a.export = true, i
			}
			i += len(word)
			continue
		}
		a.start = i
		m.operator(&a, i, end)
		return a
	}
}

// wordLength returns the length of the word at the start of text.
func wordLength(text string) int {
	if n := strings.IndexAny(text, " \t:=?+!#"); n >= 0 {
		return n
	}
	return len(text)
}

// operator finds the operator of an assignment, or the colon of a rule. In a line with
// `define`, the operator is optional.
func (m *linter) operator(a *assignment, i, end int) {
	text := m.src.Text
	if a.defines {
		a.name = text[i : i+wordLength(text[i:end])]
		return
	}
	for at := i; at < end; at++ {
		c := text[at]
		switch {
		case c == '$':
			at = expansionEnd(text[:end], at) - 1
		case c == '=' || strings.IndexByte(":?+!", c) >= 0:
			length := operatorLength(text[at:end])
			if length > 0 && !strings.ContainsAny(strings.TrimSpace(text[i:at]), " \t") {
				a.name = strings.TrimSpace(text[i:at])
				a.operator = at
				a.value = end - len(strings.TrimLeft(text[at+length:end], " \t"))
				return
			}
			if c == ':' {
				a.rule = at
				return
			}
		}
	}
}

// operatorLength returns the length of the operator at the start of text, or 0.
func operatorLength(text string) int {
	for _, operator := range []string{"=", ":=", "::=", ":::=", "?=", "+=", "!="} {
		if strings.HasPrefix(text, operator) {
			return len(operator)
		}
	}
	return 0
}

// set is an assignment to one of the variables that Go ignores.
type set struct {
	report.Set
	exports  bool
	unexport []report.Edit // removes only the modifier
}

// export is a line or a word that exports a variable without an assignment.
type export struct {
	name   string
	remove []report.Edit
}

// assigned looks at an assignment, which takes a whole line.
func (m *linter) assigned(a assignment, l line) {
	text := strings.TrimRight(m.src.Text[a.value:l.end], " \t\r\n")
	if n := commentStart(text); n >= 0 {
		text = strings.TrimRight(text[:n], " \t")
	}
	end := a.value + len(text)
	if len(text) == 0 {
		end = a.operator + operatorLength(m.src.Text[a.operator:])
	}
	switch {
	case a.name == ".RECIPEPREFIX":
		m.prefix = '\t'
		if text != "" {
			m.prefix = text[0]
		}
	case report.IsName(a.name):
		m.sets = append(m.sets, set{exports: a.exports, Set: report.Set{
			Name: a.name, Value: text, Constant: m.src.Text[a.operator] != '!' && !strings.Contains(strings.ReplaceAll(text, "$$", ""), "$"),
			Start: m.src.At(a.start), End: m.src.At(end), Remove: m.removeLine(l),
		}})
		if a.exports {
			m.exported[a.name] = true
			after := a.export + len("export")
			blanks := len(m.src.Text[after:a.start]) - len(strings.TrimLeft(m.src.Text[after:a.start], " \t"))
			m.sets[len(m.sets)-1].unexport = []report.Edit{m.src.Delete(a.export, after+blanks)}
		}
	case report.Suspicious(text):
		m.values = append(m.values, value{name: a.name, line: l, start: a.value, end: end, command: m.src.Text[a.operator] == '!'})
	}
}

// removeLine removes a logical line with its line end.
func (m *linter) removeLine(l line) []report.Edit {
	return []report.Edit{m.src.Delete(l.start, l.next)}
}

// directive looks at `export` and `unexport` without an assignment.
func (m *linter) directive(a assignment, l line) {
	if len(a.words) == 0 {
		return
	}
	exports := a.exports
	names := strings.Fields(m.src.Text[a.start:l.end])
	if len(names) == 0 {
		m.all = exports
		return
	}
	list := m.src.Text[a.start:l.end]
	m.r.Broken = m.r.Broken || strings.ContainsAny(list, `"'`) || strings.Count(list, "(") != strings.Count(list, ")")
	at := a.start
	for i, name := range names {
		at += strings.Index(m.src.Text[at:], name)
		if report.IsName(name) {
			m.exported[name] = exports
			e := export{name: name, remove: m.removeLine(l)}
			if len(names) > 1 && i == 0 {
				e.remove = []report.Edit{m.src.Delete(at, at+len(name)+strings.Index(m.src.Text[at+len(name):], names[1]))}
			} else if len(names) > 1 {
				e.remove = []report.Edit{m.src.Delete(len(strings.TrimRight(m.src.Text[:at], " \t")), at+len(name))}
			}
			m.alone = append(m.alone, e)
		}
		at += len(name)
	}
}

// finish reports the assignments whose variables reach the environment of recipes. The fix
// of the first one removes the lines that only export the variable.
func (m *linter) finish() {
	alone, reads := map[string][]report.Edit{}, map[string]bool{}
	for _, e := range m.alone {
		alone[e.name] = append(alone[e.name], e.remove...)
		reads[e.name] = m.reads(e.name)
	}
	for _, s := range m.sets {
		exported, known := m.exported[s.Name]
		if !exported && (known || !m.all) && !s.exports {
			continue
		}
		if _, known := reads[s.Name]; !known {
			reads[s.Name] = m.reads(s.Name)
		}
		if reads[s.Name] {
			s.Remove, s.Kept = s.unexport, []string{"$(", "${", "ifdef", "ifndef", "$(origin", "$(value", "$(flavor"}
		}
		if others := alone[s.Name]; len(others) > 0 {
			s.Remove = report.Join(append(s.Remove[:len(s.Remove):len(s.Remove)], others...))
			alone[s.Name] = nil
		}
		m.r.Set(s.Set, m.in.Scope)
	}
	for _, v := range m.values {
		m.value(v)
	}
}

// reads reports whether the Makefile reads the variable, so that it has to keep its
// value.
func (m *linter) reads(name string) bool {
	return strings.Contains(m.src.Text, "$("+name+")") || strings.Contains(m.src.Text, "${"+name+"}")
}
