package yamltree

import (
	"sort"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Comments tells the reporter about the comments on the lines that have the text.
func (d *Document) Comments(r *report.Reporter, text string) {
	for at := 0; ; {
		n := strings.Index(d.Source.Text[at:], text)
		if n < 0 {
			return
		}
		start := d.lineStart(at + n)
		at = report.LineEnd(d.masked, at+n)
		line := d.masked[start:at]
		for i := range len(line) {
			if line[i] == '#' && (i == 0 || isBlank(line[i-1])) && !d.inScalar(start+i) {
				r.Comment(d.Source.At(start+i), d.Source.At(at))
				break
			}
		}
	}
}

// inScalar reports whether byte i is part of a scalar.
func (d *Document) inScalar(i int) bool {
	next := sort.Search(len(d.scalars), func(k int) bool { return d.scalars[k].Start > i })
	return next > 0 && i < d.scalars[next-1].End && d.scalars[next-1].Style != Plain
}
