package counterfile

import (
	"fmt"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// BenchmarkWalk reads one file of the go command.
func BenchmarkWalk(b *testing.B) {
	file := counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29"}
	for i := range 62 {
		file.Counts = append(file.Counts, counttest.Count{Name: fmt.Sprintf("go/chart-%d:bucket", i), Value: 1})
	}
	path := counttest.Put(b, b.TempDir(), "a"+Suffix, file.Bytes())
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
