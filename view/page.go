package view

import (
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// page is a page in the making.
type page struct{ markdown.Page }

// newPage is an empty page for a terminal or an editor.
func newPage() *page { return &page{markdown.Page{Width: markdown.Columns}} }

// andMore tells how much was left out, if anything.
func (p *page) andMore(n int, what, plural string) {
	if n > 0 {
		p.Text("… and " + quantity.Number(uint64(n)) + " more " + choose(n == 1, what, plural) + ".")
	}
}
