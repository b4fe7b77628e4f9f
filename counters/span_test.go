package counters

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// spansIn reads the headers of the counter files in a telemetry directory whole, and
// no more of them than that. Files that have none are problems. A directory that does
// not exist is empty.
func spansIn(telemetryDir string) (spans []Span, problems []Problem, err error) {
	local := filepath.Join(telemetryDir, "local")
	entries, err := os.ReadDir(local)
	if missing(err) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	dir, err := openFolder(local)
	if err != nil {
		return nil, nil, err
	}
	defer dir.close()
	buf := make([]byte, headBytes)
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), suffix) {
			continue
		}
		file := "local/" + entry.Name()
		var span Span
		open := dir.open
		if !entry.Type().IsRegular() {
			open = dir.openRegular
		}
		span, buf, err = readSpan(open, entry.Name(), buf)
		switch {
		case missing(err): // merged into a report meanwhile
		case err != nil:
			problems = append(problems, problemOf(file, err))
		default:
			span.File = file
			spans = append(spans, span)
		}
	}
	return spans, problems, nil
}

func TestSpans(t *testing.T) {
	dir := t.TempDir()
	good := countFile{program: "golang.org/x/tools/gopls", version: "v0.23.0", begin: "2026-11-22", end: "2026-11-29"}
	image := good.bytes()
	put(t, dir, "local/gopls.v1.count", image)
	put(t, dir, "local/cut.v1.count", image[:100])
	put(t, dir, "local/cut30.v1.count", image[:30])
	put(t, dir, "local/empty.v1.count", nil)
	put(t, dir, "local/foreign.v1.count", []byte(strings.Repeat("no counters here\n", 1000)))
	put(t, dir, "local/swapped.v1.count", swapHeader(image))
	put(t, dir, "local/timeless.v1.count", []byte(strings.Replace(string(image), "2026-11-22T", "2026-13-22T", 1)))
	put(t, dir, "local/report.json", []byte("{}"))
	if err := os.MkdirAll(filepath.Join(dir, "local", "folder.v1.count"), 0o777); err != nil {
		t.Fatal(err)
	}

	spans, problems, err := spansIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []Span{{
		File: "local/gopls.v1.count", Begin: day("2026-11-22"), End: day("2026-11-29"),
		Program: "golang.org/x/tools/gopls", Version: "v0.23.0", GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64",
	}}
	if d := cmp.Diff(want, spans); d != "" {
		t.Errorf("spans: (-want +got)\n%s", d)
	}
	wantProblems := []Problem{
		{"local/cut.v1.count", Corrupt, "file ends before its first page does at offset 100"},
		{"local/cut30.v1.count", Corrupt, "file ends in its header at offset 30"},
		{"local/empty.v1.count", Corrupt, "empty file at offset 0"},
		{"local/folder.v1.count", Unreadable, "cannot be read: not a regular file"},
		{"local/foreign.v1.count", Corrupt, "not a counter file of format v1: it begins with other bytes at offset 0"},
		{"local/swapped.v1.count", Corrupt, "written on a machine of the other byte order at offset 28"},
		{"local/timeless.v1.count", Corrupt, `no time in metadata: "2026-13-22T00:00:00Z" at offset 32`},
	}
	if d := cmp.Diff(wantProblems, problems); d != "" {
		t.Errorf("problems: (-want +got)\n%s", d)
	}
}

func TestSpansOfNothing(t *testing.T) {
	spans, problems, err := spansIn(filepath.Join(t.TempDir(), "none"))
	if spans != nil || problems != nil || err != nil {
		t.Errorf("Spans of a missing directory: %v, %v, %v", spans, problems, err)
	}
}

func TestLongHeader(t *testing.T) {
	dir := t.TempDir()
	long := countFile{program: "example.com/" + strings.Repeat("long/", 400) + "p", begin: "2026-11-22", end: "2026-11-29"}
	put(t, dir, "local/long.v1.count", long.bytes())
	spans, problems, err := spansIn(dir)
	if err != nil || len(problems) > 0 || len(spans) != 1 || spans[0].Program != long.program {
		t.Errorf("got %v, %v, %v", spans, problems, err)
	}
}
