package view

import (
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// page is a page that is being written.
type page struct{ markdown.Page }

// newPage returns an empty page for a terminal or an editor.
func newPage() *page { return &page{markdown.Page{Width: markdown.Columns}} }

// andMore says how much was omitted, if anything.
func (p *page) andMore(n int, what, plural string) {
	if n > 0 {
		p.Text("… and " + quantity.Number(uint64(n)) + " more " + choose(n == 1, what, plural) + ".")
	}
}
