package counters

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sameAsLibrary reads all counter files of dir by both readers.
func sameAsLibrary(t *testing.T, dir string) map[string]uint64 {
	t.Helper()
	all := map[string]uint64{}
	var r Reader
	for _, path := range counterFiles(t, dir) {
		want, err := oracle(t, path)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Open(path); err != nil {
			t.Fatal(err)
		}
		got, err := r.Counts()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: (-library +ours)\n%s", path, d)
		}
		maps.Copy(all, got)
	}
	return all
}

func TestSameAsLibrary(t *testing.T) {
	dir := t.TempDir()
	counts := []named{{"plain", 1}, {"chart:bucket", 7}, {"chart:<50ms", 1 << 30}, {"großes/Wort:ü", 3}}
	task{Kind: "count", Dir: dir, Counts: counts, Stacks: []string{"crash/crash", "gopls/bug"}}.do(t)
	all := sameAsLibrary(t, dir)
	for _, c := range counts {
		if all[c.Name] != uint64(c.Value) {
			t.Errorf("%s: %d, want %d", c.Name, all[c.Name], c.Value)
		}
	}
	stacks := slices.Collect(func(yield func(string) bool) {
		for name := range all {
			if isStack(name) && !yield(name) {
				return
			}
		}
	})
	if len(stacks) != 14 {
		t.Errorf("%d stacks, want 14: %q", len(stacks), stacks)
	}
	for _, s := range stacks {
		if !strings.Contains(s, "/counters.countStacks:") && !strings.Contains(s, "/counters.countInlined:") || strings.Contains(s, ditto) {
			t.Errorf("stack is not decoded: %q", s)
		}
	}
}

// Records must not cross pages: names of every length have the library meet each
// page end in every way.
func TestEveryPageCrossing(t *testing.T) {
	for _, step := range []int{1, 7, 31, 101, 1021, 4000} {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			t.Parallel()
			var counts []named
			for i, size := 0, 0; size < 6*pageBytes; i++ {
				length := 1 + (i*step)%(maxName-8)
				counts = append(counts, named{fmt.Sprintf("%06d%s", i, strings.Repeat("n", length)), int64(i + 1)})
				size += recordHead + 6 + length
			}
			dir := t.TempDir()
			task{Kind: "count", Dir: dir, Counts: counts[:len(counts)/2]}.do(t)
			task{Kind: "count", Dir: dir, Counts: counts}.do(t) // grows what is there
			if all := sameAsLibrary(t, dir); len(all) != len(counts) {
				t.Errorf("%d counters, want %d", len(all), len(counts))
			}
		})
	}
}

// A file that grows while it is read gives no problem and no number that was not
// in it.
func TestGrowth(t *testing.T) {
	dir := t.TempDir()
	cmd := task{Kind: "keep-counting", Dir: dir}.command(t)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	firstLine(t, stdout)
	path := counterFiles(t, dir)[0]
	var r Reader
	last := map[string]uint64{}
	for pages := int64(0); pages < 20; {
		if err := r.Open(path); err != nil {
			t.Fatal(err)
		}
		counts, err := r.Counts()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		for name, was := range last {
			if counts[name] < was {
				t.Errorf("%s fell from %d to %d", name, was, counts[name])
			}
		}
		last = counts
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		pages = info.Size() / pageBytes
	}
	_ = stdin.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	sameAsLibrary(t, dir)
}
