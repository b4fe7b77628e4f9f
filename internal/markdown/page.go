package markdown

import (
	"slices"
	"strings"
)

// Page builds a page, hover or tooltip from blocks, with empty lines between them. Pass
// text from files or the environment through [Name], [Prose], [Escape] or [Code] first.
// The zero value is an empty page that does not wrap lines.
type Page struct {
	Width int // the width for wrapping paragraphs and items; 0 means no wrapping
	b     strings.Builder
}

func (p *Page) String() string { return p.b.String() }

// Heading begins a section. Editors fold sections.
func (p *Page) Heading(level int, text string) {
	p.gap()
	p.b.WriteString(strings.Repeat("#", level) + " " + text + "\n")
}

// Text adds a paragraph of the sentences that aren't empty, if there are any.
func (p *Page) Text(sentences ...string) {
	sentences = slices.DeleteFunc(slices.Clone(sentences), func(s string) bool { return s == "" })
	if len(sentences) > 0 {
		p.gap()
		p.b.WriteString(p.wrap(strings.Join(sentences, " "), "") + "\n")
	}
}

// List adds a list, unless it is empty.
func (p *Page) List(items ...string) {
	if len(items) > 0 {
		p.gap()
	}
	for _, item := range items {
		p.b.WriteString("- " + p.wrap(item, "  ") + "\n")
	}
}

// Table adds a table, unless it is empty.
func (p *Page) Table(t *Table) {
	if t.Len() > 0 {
		p.gap()
		p.b.WriteString(t.String())
	}
}

// Block adds lines as a fenced code block.
func (p *Page) Block(lines []string) {
	p.gap()
	p.b.WriteString(Block(lines))
}

// gap adds an empty line, except at the beginning.
func (p *Page) gap() {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
}

func (p *Page) wrap(text, indent string) string {
	if p.Width == 0 {
		return text
	}
	return Wrap(text, p.Width-len(indent), indent)
}
