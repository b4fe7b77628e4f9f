package counters_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// sameAsLibrary reads all counter files of dir with both readers, and compares the
// results.
func sameAsLibrary(t *testing.T, dir string) map[string]uint64 {
	t.Helper()
	all := map[string]uint64{}
	var r counterfile.Reader
	for _, path := range counttest.CounterFiles(t, dir) {
		want, err := counttest.Oracle(t, path)
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
	counts := []counttest.Named{{Name: "plain", Value: 1}, {Name: "chart:bucket", Value: 7}, {Name: "chart:<50ms", Value: 1 << 30}, {Name: "großes/Wort:ü", Value: 3}}
	counttest.Task{Kind: "count", Dir: dir, Counts: counts, Stacks: []string{"crash/crash", "gopls/bug"}}.Do(t)
	all := sameAsLibrary(t, dir)
	for _, c := range counts {
		if all[c.Name] != uint64(c.Value) {
			t.Errorf("%s: %d, want %d", c.Name, all[c.Name], c.Value)
		}
	}
	stacks := slices.Collect(func(yield func(string) bool) {
		for name := range all {
			if counterfile.IsStack(name) && !yield(name) {
				return
			}
		}
	})
	if len(stacks) != 14 {
		t.Errorf("%d stacks, want 14: %q", len(stacks), stacks)
	}
	for _, s := range stacks {
		if !strings.Contains(s, "/counttest.countStacks:") && !strings.Contains(s, "/counttest.countInlined:") || strings.Contains(s, `"`) {
			t.Errorf("stack is not decoded: %q", s)
		}
	}
}

// TestEveryPageCrossing reads files of the library with names of every length. A record
// must not cross a page, so the files have every possible gap at the end of a page.
func TestEveryPageCrossing(t *testing.T) {
	for _, step := range []int{1, 7, 31, 101, 1021, 4000} {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			t.Parallel()
			var counts []counttest.Named
			for i, size := 0, 0; size < 6*counttest.PageBytes; i++ {
				length := 1 + (i*step)%(counttest.MaxName-8)
				counts = append(counts, counttest.Named{Name: fmt.Sprintf("%06d%s", i, strings.Repeat("n", length)), Value: int64(i + 1)})
				size += counttest.RecordHead + 6 + length
			}
			dir := t.TempDir()
			counttest.Task{Kind: "count", Dir: dir, Counts: counts[:len(counts)/2]}.Do(t)
			counttest.Task{Kind: "count", Dir: dir, Counts: counts}.Do(t) // grows the existing file
			if all := sameAsLibrary(t, dir); len(all) != len(counts) {
				t.Errorf("%d counters, want %d", len(all), len(counts))
			}
		})
	}
}

// TestGrowth checks that a file can be read while it grows, and that its counters never
// seem to decrease.
func TestGrowth(t *testing.T) {
	dir := t.TempDir()
	cmd := counttest.Task{Kind: "keep-counting", Dir: dir}.Command(t)
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
	counttest.FirstLine(t, stdout)
	path := counttest.CounterFiles(t, dir)[0]
	var r counterfile.Reader
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
		pages = info.Size() / counttest.PageBytes
	}
	_ = stdin.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	sameAsLibrary(t, dir)
}
