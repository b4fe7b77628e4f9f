package counters

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What our reader takes, the library reads in the same way. It is not asked about
// anything else: there are files that it hangs on.
func FuzzCounterFile(f *testing.F) {
	for _, seed := range [][]byte{
		sample.bytes(), swapHeader(sample.bytes()), []byte(magic),
		countFile{begin: "2026-11-22", end: "2026-11-29", counts: []testCount{
			{"a\nb.c:+1,+0x1\n\".d:=2,+0x2", 5}, {"a\nb.c:+1,+0x1\nb.d:=2,+0x2", 6}, {"x:y", 0},
		}}.bytes(),
	} {
		f.Add(bytes.TrimRight(seed, "\x00"), true)
		f.Add(bytes.TrimRight(seed, "\x00"), false)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte, whole bool) {
		if whole {
			data = append(data, make([]byte, roundUp(len(data)+1, pageBytes)-len(data))...)
		}
		path := filepath.Join(dir, "f.v1.count")
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		var r Reader
		if err := r.Open(path); err != nil {
			return
		}
		got, err := r.Counts()
		r.Close()
		if err != nil {
			return
		}
		want, err := oracle(t, path)
		if err != nil {
			t.Fatalf("the library says %v", err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-library +ours)\n%s", d)
		}
		g := newGatherer(newInterner())
		h, s, err := anywhere().openRegular(path)
		if err != nil {
			t.Fatal(err)
		}
		found, err := g.add(h, s)
		if err != nil {
			t.Fatalf("the index says %v", err)
		}
		gathered := map[string]uint64{}
		for _, b := range g.builds {
			b.tallies(func(day string, tl *tally) {
				if day != found.day {
					t.Errorf("numbers of %s, want %s", day, found.day)
				}
				for _, c := range tl.counts {
					gathered[c.name] = c.value
				}
			})
		}
		if d := cmp.Diff(want, gathered); d != "" {
			t.Errorf("(-library +index)\n%s", d)
		}
	})
}
