package jenkins

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// environment reports the variable of a declarative environment at token i.
func (p *pipeline) environment(b *block, i int) {
	end := p.end(i)
	set := p.set(p.list[i].word, i, i+2, end)
	scope := &report.Scope{} // above the stages
	set.Remove = p.remove(b, i, end)
	if p.alone(b, i, end) { // an environment without variables is an error
		set.Remove = p.lines(p.list[b.first].start, p.list[b.close].end)
	}
	if stage := b.parent; stage != nil && stage.name == "stage" {
		if steps := stage.child("steps"); steps != nil {
			scope = stage.scopeOf()
			set.Replace = report.Join(append(p.first(steps), set.Remove...))
		}
	}
	p.r.Set(set, scope)
}

// set returns what a statement sets, whose value is from token from to end.
func (p *pipeline) set(name string, i, from, end int) report.Set {
	set := report.Set{Name: name, Start: p.src.At(p.list[i].start), End: p.src.At(p.at(end - 1).end)}
	set.Value, set.Constant = p.value(from, end)
	return set
}

// assigned reports env.NAME = value at token i, whose value begins at token from.
func (p *pipeline) assigned(b *block, i int, name string, from int) {
	end := p.end(from)
	if from >= end {
		return
	}
	set := p.set(name, i, from, end)
	if p.begins(i) {
		set.Remove = p.remove(b, i, end)
		set.Replace = []report.Edit{p.src.Replace(p.list[i].start, p.at(end-1).end, step)}
	}
	p.r.Set(set, b.scopeOf())
}

// step turns telemetry off.
const step = "sh '" + report.TurnOff + "'"

// withEnv reports the strings in the list of withEnv, whose parenthesis is token open.
func (p *pipeline) withEnv(b *block, open int) {
	end := p.list[open].match
	list := open + 1
	if p.at(list).word != "[" || p.at(list).match < 0 {
		return
	}
	scope := b.scopeOf()
	var body *block
	for _, c := range b.children {
		if c.open == end+1 {
			body = c
		}
	}
	var items []token
	for i := list + 1; i < p.list[list].match; i++ {
		if p.list[i].kind == text {
			items = append(items, p.list[i])
		} else if p.list[i].kind == mark && p.list[i].word != "," {
			items = nil // not a plain list
			break
		}
	}
	for k, t := range items {
		name, value, ok := t.value.Assignment()
		if !ok {
			continue
		}
		set := report.Set{
			Name: name, Value: value, Constant: t.value.Constant, Start: t.value.Start, End: t.value.End,
			Remove: []report.Edit{p.without(items, k)},
		}
		if body != nil {
			set.Replace = report.Join(append(p.first(body), set.Remove...))
		}
		p.r.Set(set, scope)
	}
}

// without returns the edit that removes an element of a list.
func (p *pipeline) without(items []token, k int) report.Edit {
	switch {
	case len(items) == 1:
		return p.src.Delete(items[k].start, items[k].end)
	case k+1 < len(items):
		return p.src.Delete(items[k].start, items[k+1].start)
	}
	return p.src.Delete(items[k-1].end, items[k].end)
}

// alone reports whether a block has nothing but the statement from token i to end.
func (p *pipeline) alone(b *block, i, end int) bool {
	for k := b.open + 1; k < b.close; k++ {
		if (k < i || k >= end) && p.list[k].kind != newline {
			return false
		}
	}
	return true
}

// remove returns the edits that remove the statement from token i to end.
func (p *pipeline) remove(_ *block, i, end int) []report.Edit {
	start, stop := p.list[i].start, p.at(end-1).end
	if t := p.at(end); t.word == ";" {
		stop = t.end
		if next := p.at(end + 1); next.kind != newline && next.start > 0 {
			stop = next.start
		}
	}
	return p.lines(start, stop)
}

// lines returns the edits that delete the text, and its lines with a comment at the end.
func (p *pipeline) lines(start, end int) []report.Edit {
	after := end
	rest := p.src.Text[end:report.LineEnd(p.src.Text, end)]
	if strings.HasPrefix(strings.TrimLeft(rest, " \t"), "//") {
		after = end + len(rest)
	}
	if e, ok := p.src.DeleteLines(start, after); ok {
		return []report.Edit{e}
	}
	return []report.Edit{p.src.Delete(start, end)}
}

// first returns the edits that run the step first in a block.
func (p *pipeline) first(b *block) []report.Edit {
	at := p.list[b.open].end
	next := p.at(b.open + 1)
	if next.word != "\n" {
		return []report.Edit{{Start: p.src.At(at), End: p.src.At(at), New: " " + step + ";"}}
	}
	lineEnd, indent := "\n", ""
	if strings.HasSuffix(p.src.Text[:next.start], "\r") {
		lineEnd = "\r\n"
	}
	for i := b.open + 1; i <= b.close && i < len(p.list); i++ {
		if t := p.list[i]; t.kind != newline {
			line := report.LineStart(p.src.Text, t.start)
			indent = p.src.Text[line:t.start]
			break
		}
	}
	indent = indent[:len(indent)-len(strings.TrimLeft(indent, " \t"))]
	return []report.Edit{{Start: p.src.At(at), End: p.src.At(at), New: lineEnd + indent + step}}
}
