package index

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// FuzzCounterFile checks that the library agrees about every file that our reader
// accepts. It doesn't ask the library about other files, since some make it hang.
func FuzzCounterFile(f *testing.F) {
	for _, seed := range [][]byte{
		counttest.Sample.Bytes(), counttest.SwapHeader(counttest.Sample.Bytes()), []byte(counttest.Magic),
		counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29", Counts: []counttest.Count{
			{Name: "a\nb.c:+1,+0x1\n\".d:=2,+0x2", Value: 5}, {Name: "a\nb.c:+1,+0x1\nb.d:=2,+0x2", Value: 6}, {Name: "x:y", Value: 0},
		}}.Bytes(),
	} {
		f.Add(bytes.TrimRight(seed, "\x00"), true)
		f.Add(bytes.TrimRight(seed, "\x00"), false)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte, whole bool) {
		if whole {
			data = append(data, make([]byte, counttest.RoundUp(len(data)+1, counttest.PageBytes)-len(data))...)
		}
		path := filepath.Join(dir, "f.v1.count")
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		var r counterfile.Reader
		if err := r.Open(path); err != nil {
			return
		}
		got, err := r.Counts()
		r.Close()
		if err != nil {
			return
		}
		want, err := counttest.Oracle(t, path)
		if err != nil {
			t.Fatalf("the library fails: %v", err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-library +ours)\n%s", d)
		}
		g := newAdder(newInterner())
		h, s, err := rawfile.AnyDir().OpenRegular(path)
		if err != nil {
			t.Fatal(err)
		}
		found, err := g.addFile(h, s)
		if err != nil {
			t.Fatalf("the index fails: %v", err)
		}
		gathered := map[string]uint64{}
		for _, b := range g.builds {
			b.eachWeek(func(day string, tl *BuildCounts) {
				if day != found.day {
					t.Errorf("numbers for week %s, want %s", day, found.day)
				}
				for _, c := range tl.Counts {
					gathered[c.Name] = c.Value
				}
			})
		}
		if d := cmp.Diff(want, gathered); d != "" {
			t.Errorf("(-library +index)\n%s", d)
		}
	})
}
