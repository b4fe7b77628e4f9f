package markdown

import (
	"slices"
	"strings"
)

// Page is a text of blocks in the making: a page, a hover, a tooltip. It knows where
// empty lines belong. What comes from files or from the environment goes through
// [Name], [Prose], [Escape] or [Code] first. The zero value is an empty page whose
// lines are not wrapped.
type Page struct {
	Width int // at which paragraphs and items are wrapped, 0 for never
	b     strings.Builder
}

func (p *Page) String() string { return p.b.String() }

// Heading begins a section; editors fold by them.
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

// Block adds lines as they are.
func (p *Page) Block(lines []string) {
	p.gap()
	p.b.WriteString(Block(lines))
}

// gap makes an empty line, but not at the beginning.
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
