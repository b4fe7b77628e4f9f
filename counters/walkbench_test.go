package counters

import (
	"fmt"
	"testing"
)

// BenchmarkWalk reads one file of the go command.
func BenchmarkWalk(b *testing.B) {
	file := countFile{begin: "2026-11-22", end: "2026-11-29"}
	for i := range 62 {
		file.counts = append(file.counts, testCount{fmt.Sprintf("go/chart-%d:bucket", i), 1})
	}
	path := put(b, b.TempDir(), "a"+suffix, file.bytes())
	var r Reader
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Open(path); err != nil {
			b.Fatal(err)
		}
		if err := r.Walk(func([]byte, uint64) bool { return true }); err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}
