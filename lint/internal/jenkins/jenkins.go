// Package jenkins lints Jenkinsfiles, by the tokens of Groovy: declarative environments,
// withEnv, env.NAME, and the scripts of steps.
package jenkins

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// pipeline is a Jenkinsfile.
type pipeline struct {
	r    *report.Reporter
	src  report.Source
	list []token
}

// Lint lints a Jenkinsfile.
func Lint(r *report.Reporter, src report.Source, _ report.Context) {
	defer r.InPipeline()()
	p := &pipeline{r: r, src: src, list: tokens(r, src)}
	root := p.blocks()
	p.walk(root, p.turnsOff)
	p.walk(root, p.statement)
}

// walk visits each token with the block that it is in.
func (p *pipeline) walk(b *block, visit func(b *block, i int)) {
	children := b.children
	for i := b.open + 1; i < b.close; i++ {
		if len(children) > 0 && i == children[0].open {
			p.walk(children[0], visit)
			i = children[0].close
			children = children[1:]
			continue
		}
		visit(b, i)
	}
}

// turnsOff remembers the stages that run `go telemetry off`.
func (p *pipeline) turnsOff(b *block, i int) {
	if t := p.list[i]; t.kind == text && strings.Contains(t.value.Text, report.TurnOff) {
		b.scopeOf().Off = true
	}
}

// statement reports what begins at token i.
func (p *pipeline) statement(b *block, i int) {
	t := p.list[i]
	if t.kind != name || i > 0 && p.list[i-1].kind == mark && p.list[i-1].word == "." {
		return
	}
	switch next := p.at(i + 1); {
	case b.name == "environment" && next.word == "=" && p.begins(i):
		p.environment(b, i)
	case t.word == "env" && next.word == "." && p.at(i+2).kind == name && p.at(i+3).word == "=":
		p.assigned(b, i, p.at(i+2).word, i+4)
	case t.word == "env" && next.word == "[" && p.at(i+2).kind == text && p.at(i+3).word == "]" && p.at(i+4).word == "=":
		p.assigned(b, i, p.at(i+2).value.Text, i+5)
	case t.word == "withEnv" && next.word == "(" && next.match > 0:
		p.withEnv(b, i+1)
	case t.word == "args" && next.kind == text && b.name == "docker":
		p.options(next)
	case t.word == "yaml" && next.kind == text: // the pod of an agent
		p.r.Embedded("yaml", next.value.Source, report.Context{Scope: &report.Scope{}})
	case t.word == "docker" && next.word == ".":
		p.containers(i)
	default:
		if language := steps[t.word]; language != "" {
			p.step(b, i, language)
		}
	}
}

// at returns token i, or one that is nothing.
func (p *pipeline) at(i int) token {
	if i < 0 || i >= len(p.list) {
		return token{kind: newline, match: -1}
	}
	return p.list[i]
}

// begins reports whether token i begins a statement.
func (p *pipeline) begins(i int) bool {
	last := p.at(i - 1)
	return last.kind == newline || last.word == "{"
}

// end returns the index of the token after the statement with token i.
func (p *pipeline) end(i int) int {
	for ; i < len(p.list); i++ {
		t := p.list[i]
		switch {
		case t.kind == newline:
			if last := p.at(i - 1); t.word == "\n" && last.kind == mark && strings.Contains(",+.:=", last.word) {
				continue
			}
			return i
		case t.kind == mark && t.match > i:
			i = t.match
		case t.kind == mark && (t.word == "}" || t.word == ")" || t.word == "]"):
			return i
		}
	}
	return i
}

// value returns the value of an expression from token i to j.
func (p *pipeline) value(i, j int) (value string, constant bool) {
	switch t := p.at(i); {
	case j != i+1:
		return "", false
	case t.kind == text:
		return t.value.Text, t.value.Constant
	case t.word == "null":
		return "", true
	}
	return "", false
}
