package view

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// columns is the width for which prose is made.
const columns = markdown.Columns

// page is a page in the making. What comes from files has to go through package
// markdown before it gets here.
type page struct{ b strings.Builder }

func (p *page) String() string { return p.b.String() }

// heading begins a section; editors fold by them.
func (p *page) heading(level int, text string) {
	p.gap()
	p.b.WriteString(strings.Repeat("#", level) + " " + text + "\n")
}

// text adds a paragraph.
func (p *page) text(sentences ...string) {
	sentences = slices.DeleteFunc(sentences, func(s string) bool { return s == "" })
	if len(sentences) > 0 {
		p.gap()
		p.b.WriteString(markdown.Wrap(strings.Join(sentences, " "), columns, "") + "\n")
	}
}

// list adds a list.
func (p *page) list(items []string) {
	if len(items) == 0 {
		return
	}
	p.gap()
	for _, item := range items {
		p.b.WriteString("- " + markdown.Wrap(item, columns-2, "  ") + "\n")
	}
}

// table adds a table, unless it is empty.
func (p *page) table(t *markdown.Table) {
	if t.Len() > 0 {
		p.gap()
		p.b.WriteString(t.String())
	}
}

// block adds lines as they are.
func (p *page) block(lines []string) {
	p.gap()
	p.b.WriteString(markdown.Block(lines))
}

// andMore tells how much was left out, if anything.
func (p *page) andMore(n int, what, plural string) {
	if n > 0 {
		p.text("… and " + quantity.Number(uint64(n)) + " more " + choose(n == 1, what, plural) + ".")
	}
}

// gap makes an empty line, but not at the beginning.
func (p *page) gap() {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
}
