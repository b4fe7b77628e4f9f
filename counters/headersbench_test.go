package counters

import "testing"

// BenchmarkHeaders is what a Status costs once a counter file is new or gone.
func BenchmarkHeaders(b *testing.B) {
	dir := b.TempDir()
	fillFiles(b, dir, 20, 8, noon)
	h := NewHeaders(dir)
	b.ReportAllocs()
	for b.Loop() {
		if spans, ok := h.Look(0); !ok || len(spans) == 0 {
			b.Fatal(spans, ok)
		}
	}
}
