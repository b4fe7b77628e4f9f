package summary

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestTenThousandFiles adds up ten thousand files, of which one in a hundred is bad. The
// summary must include all good files and name all bad ones.
func TestTenThousandFiles(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1000
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(9, 10))
	var want uint64
	bad := map[string]bool{}
	for i := range n {
		begin := counttest.Noon.AddDate(0, 0, -i/40)
		name, file := counttest.SampleFile(i%40, begin, counttest.WeekEnd(begin), random)
		data := file.Bytes()
		if i%100 == 99 {
			data = spoil(data, i/100)
			bad[name] = true
		} else {
			for _, c := range file.Counts {
				want += c.Value
			}
		}
		counttest.Put(t, dir, name, data)
	}
	ix := index.New(dir)
	for look := range 2 {
		s := Of(ix, Options{Now: counttest.Noon})
		var got uint64
		for _, w := range s.Weeks {
			got += w.Total
		}
		named := map[string]bool{}
		for _, p := range s.Problems {
			named[p.File] = p.Code == problem.Corrupt
		}
		if d := cmp.Diff(bad, named); d != "" || got != want {
			t.Errorf("look %d: total %d, want %d; bad files: (-want +named)\n%s", look, got, want, d)
		}
	}
}

// spoil makes a file invalid in one of several ways.
func spoil(data []byte, i int) []byte {
	switch i % 6 {
	case 0:
		return nil
	case 1:
		return data[:counttest.PageBytes/2]
	case 2:
		return counttest.SwapHeader(data)
	case 3:
		return []byte(fmt.Sprintf("%20000d", i))
	case 4:
		copy(data[40:], "2026-13-99")
		return data
	}
	for at := counttest.HeaderLen + 4; at < counttest.HeaderLen+counttest.TableBytes; at++ {
		data[at] = 0xff
	}
	return data
}
