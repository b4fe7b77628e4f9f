package index

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// BenchmarkHeaders is what a Status costs once a counter file is new or gone.
func BenchmarkHeaders(b *testing.B) {
	dir := b.TempDir()
	counttest.FillFiles(b, dir, 20, 8, counttest.Noon)
	h := NewHeaders(dir)
	b.ReportAllocs()
	for b.Loop() {
		if spans, ok := h.Update(0); !ok || len(spans) == 0 {
			b.Fatal(spans, ok)
		}
	}
}
