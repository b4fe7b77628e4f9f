package index

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// BenchmarkHeaders measures the cost of a Status after a counter file was added or
// removed.
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
