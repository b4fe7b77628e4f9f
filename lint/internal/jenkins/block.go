package jenkins

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// block is a closure with the name of what runs it, such as stage or withEnv.
type block struct {
	name        string
	first       int // index of the first token of the statement
	open, close int // indexes of the braces
	parent      *block
	children    []*block
	image       string // of the container that it runs in, if it says so itself
	scope       *report.Scope
}

// blocks finds the blocks of a script, and returns the script itself as one.
func (p *pipeline) blocks() *block {
	root := &block{open: -1, close: len(p.list), scope: &report.Scope{}}
	at := root
	for i, t := range p.list {
		for at.parent != nil && i >= at.close {
			at = at.parent
		}
		switch {
		case t.kind == mark && t.word == "{" && t.match > 0:
			b := &block{open: i, close: t.match, parent: at}
			b.name, b.first, b.image = p.before(i)
			at.children = append(at.children, b)
			at = b
		case t.kind == name && (t.word == "image" || t.word == "docker") && i+1 < len(p.list) && p.list[i+1].kind == text:
			setImage(at, p.list[i+1].value)
		}
	}
	return root
}

// setImage remembers the image of an agent for the stage or pipeline with the agent.
func setImage(at *block, image report.Word) {
	for inAgent := false; at != nil; at = at.parent {
		if inAgent {
			at.image = image.Text
			return
		}
		inAgent = at.name == "agent"
	}
}

// before returns the name of the block that opens at token i, the first token of its
// statement, and the image of `docker.image('...').inside`.
func (p *pipeline) before(i int) (word string, first int, image string) {
	at := i - 1
	for at >= 0 {
		t := p.list[at]
		switch {
		case t.kind == mark && t.word == ")" && t.match >= 0:
			if k := t.match + 1; p.list[k].kind == text && t.match > 0 && p.list[t.match-1].word == "image" {
				image = p.list[k].value.Text
			}
			at = t.match - 1
		case t.kind == name:
			if word == "" {
				word = t.word
			}
			at--
		case t.kind == text || t.kind == mark && strings.Contains(".,:", t.word):
			at--
		default:
			return word, at + 1, image
		}
	}
	return word, at + 1, image
}

// scopeOf returns the scope of a block: that of its stage or node.
func (b *block) scopeOf() *report.Scope {
	stage := b
	for stage.parent != nil && stage.name != "stage" && stage.name != "node" && stage.image == "" {
		stage = stage.parent
	}
	if stage.scope == nil {
		stage.scope = &report.Scope{Go: golang.Image(stage.runsIn()) == golang.Current}
	}
	return stage.scope
}

// runsIn returns the image that a block runs in, or "".
func (b *block) runsIn() string {
	for ; b != nil; b = b.parent {
		if b.image != "" {
			return b.image
		}
	}
	return ""
}

// child returns the first block with a name in the block, or nil.
func (b *block) child(name string) *block {
	for _, c := range b.children {
		if c.name == name {
			return c
		}
	}
	return nil
}
