package index

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// update returns the times as text, sorted.
func update(h *Headers) []string {
	spans, _ := h.Update(0)
	var got []string
	for _, s := range spans {
		got = append(got, s.Begin.Format(time.DateOnly)+" to "+s.End.Format(time.DateOnly))
	}
	slices.Sort(got)
	return got
}

func wantSpans(t *testing.T, h *Headers, want ...string) {
	t.Helper()
	if got := update(h); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHeaders(t *testing.T) {
	dir := t.TempDir()
	h := NewHeaders(dir)
	wantSpans(t, h)
	early := counttest.CounterFile{Begin: "2026-11-15", End: "2026-11-22"}.Bytes()
	late := counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29"}.Bytes()
	counttest.Put(t, dir, "local/a.v1.count", early)
	counttest.Put(t, dir, "local/b.v1.count", early)
	counttest.Put(t, dir, "local/c.v1.count", late)
	counttest.Put(t, dir, "local/bad.v1.count", []byte("no counter file"))
	counttest.Put(t, dir, "local/c.json", late)
	wantSpans(t, h, "2026-11-15 to 2026-11-22", "2026-11-22 to 2026-11-29")

	if err := os.Remove(filepath.Join(dir, "local", "c.v1.count")); err != nil {
		t.Fatal(err)
	}
	counttest.Put(t, dir, "local/bad.v1.count", counttest.CounterFile{Begin: "2026-11-20", End: "2026-11-27"}.Bytes())
	wantSpans(t, h, "2026-11-15 to 2026-11-22", "2026-11-20 to 2026-11-27")

	if err := os.RemoveAll(filepath.Join(dir, "local")); err != nil {
		t.Fatal(err)
	}
	wantSpans(t, h)
}

// TestHeadersAreIncremental checks that an update reads only new and changed files. It
// doesn't even open the others.
func TestHeadersAreIncremental(t *testing.T) {
	dir := t.TempDir()
	path := counttest.Put(t, dir, "local/a.v1.count", counttest.CounterFile{Begin: "2026-11-15", End: "2026-11-22"}.Bytes())
	h := NewHeaders(dir)
	wantSpans(t, h, "2026-11-15 to 2026-11-22")
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	counttest.Put(t, dir, "local/a.v1.count", counttest.CounterFile{Begin: "2026-11-16", End: "2026-11-23"}.Bytes())
	if err := os.Chtimes(path, before.ModTime(), before.ModTime()); err != nil {
		t.Fatal(err)
	}
	counttest.Put(t, dir, "local/b.v1.count", counttest.CounterFile{Begin: "2026-11-17", End: "2026-11-22"}.Bytes())
	wantSpans(t, h, "2026-11-15 to 2026-11-22", "2026-11-17 to 2026-11-22")
}

func TestHeadersOfMany(t *testing.T) {
	dir := t.TempDir()
	h := NewHeaders(dir)
	data := counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29"}.Bytes()
	for i := range 5 {
		counttest.Put(t, dir, fmt.Sprintf("local/%d.v1.count", i), data)
	}
	for most, want := range map[int]bool{4: false, 5: true, 6: true, 0: true} {
		if spans, ok := h.Update(most); ok != want || ok && len(spans) != 1 {
			t.Errorf("at most %d: got %v, %t", most, spans, ok)
		}
	}
}

// TestHeadersThatCannotBeRead checks that the times stay the same if the directory
// cannot be listed for a moment.
func TestHeadersThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local/a.v1.count", counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29"}.Bytes())
	h := NewHeaders(dir)
	wantSpans(t, h, "2026-11-22 to 2026-11-29")
	h.local += "/" + strings.Repeat("x", 300) // a name that the system refuses
	wantSpans(t, h, "2026-11-22 to 2026-11-29")
}
