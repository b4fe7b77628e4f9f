package jenkins

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// steps maps the steps that run a script to its language.
var steps = map[string]string{"sh": "sh", "bat": "cmd", "powershell": "pwsh", "pwsh": "pwsh"}

// step lints the script of a step at token i: sh '...', sh(script: '...') and the like.
func (p *pipeline) step(b *block, i int, language string) {
	at := i + 1
	if t := p.at(at); t.word == "(" {
		at++
	}
	end := p.end(at)
	script := at
	if p.at(at).kind == name {
		script = p.argument(at, end, "script")
	}
	t := p.at(script)
	if t.kind != text || script >= end {
		return
	}
	in := report.Context{Scope: b.scopeOf()}
	if stop := p.end(i); p.begins(i) && !p.alone(b, i, stop) && p.isPlain(script) {
		in.Emptied = func() []report.Edit { return p.remove(b, i, stop) }
	}
	p.r.Embedded(language, t.value.Source, in)
}

// argument returns the index of the value of a named argument between tokens i and end.
func (p *pipeline) argument(i, end int, key string) int {
	for ; i+2 < end; i++ {
		if t := p.list[i]; t.kind == name && t.word == key && p.list[i+1].word == ":" {
			return i + 2
		}
		if p.list[i].match > i {
			i = p.list[i].match
		}
	}
	return end
}

// isPlain reports whether a string is the whole script, without + or a method after it.
func (p *pipeline) isPlain(i int) bool {
	next := p.at(i + 1)
	return next.kind == newline || next.kind == mark && strings.Contains("),}", next.word)
}

// containers reports the options in calls such as docker.image('...').inside('-e A=b').
func (p *pipeline) containers(i int) {
	for at := i + 1; at < len(p.list) && p.list[at].kind != newline && p.list[at].word != "{"; at++ {
		t := p.list[at]
		if t.kind != name || p.at(at+1).word != "(" {
			continue
		}
		switch t.word {
		case "inside", "withRun", "run":
			p.options(p.at(at + 2))
		}
	}
}

// options reports the options of `docker run` in a string.
func (p *pipeline) options(t token) {
	if t.kind != text {
		return
	}
	words := []report.Word{{Source: report.Source{Text: "docker"}}, {Source: report.Source{Text: "run"}}}
	src := t.value.Source
	for i := 0; i < src.Len(); {
		if strings.IndexByte(" \t\r\n", src.Text[i]) >= 0 {
			i++
			continue
		}
		end := i
		for end < src.Len() && strings.IndexByte(" \t\r\n", src.Text[end]) < 0 {
			end++
		}
		part := src.Slice(i, end)
		words = append(words, report.Word{
			Source: part, Start: src.At(i), End: src.At(end-1) + 1, Constant: !strings.Contains(part.Text, "$"),
		})
		i = end
	}
	p.r.Call(report.Call{
		Words:   words,
		Context: report.Context{Scope: &report.Scope{}},
		Remove: func(i, j int) []report.Edit {
			switch {
			case j < len(words):
				return []report.Edit{{Start: words[i].Start, End: words[j].Start}}
			case i > 2:
				return []report.Edit{{Start: words[i-1].End, End: words[j-1].End}}
			}
			return []report.Edit{{Start: words[2].Start, End: words[j-1].End}}
		},
	})
}
