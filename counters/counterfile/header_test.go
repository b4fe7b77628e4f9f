package counterfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// spansIn reads the headers, and nothing else, of the counter files in a telemetry
// directory. Files without a valid header become problems. A missing directory counts
// as empty.
func spansIn(telemetryDir string) (spans []Header, problems []problem.Problem, err error) {
	local := filepath.Join(telemetryDir, "local")
	entries, err := os.ReadDir(local)
	if rawfile.Missing(err) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	dir, err := rawfile.OpenDir(local)
	if err != nil {
		return nil, nil, err
	}
	defer dir.Close()
	buf := make([]byte, HeaderBytes)
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), Suffix) {
			continue
		}
		file := "local/" + entry.Name()
		var span Header
		open := dir.OpenListed
		if !entry.Type().IsRegular() {
			open = dir.OpenRegular
		}
		span, buf, err = ReadHeader(open, entry.Name(), buf)
		switch {
		case rawfile.Missing(err): // merged into a report meanwhile
		case err != nil:
			problems = append(problems, problem.Of(file, err))
		default:
			span.File = file
			spans = append(spans, span)
		}
	}
	return spans, problems, nil
}

func TestSpans(t *testing.T) {
	dir := t.TempDir()
	good := counttest.CounterFile{Program: "golang.org/x/tools/gopls", Version: "v0.23.0", Begin: "2026-11-22", End: "2026-11-29"}
	image := good.Bytes()
	counttest.Put(t, dir, "local/gopls.v1.count", image)
	counttest.Put(t, dir, "local/cut.v1.count", image[:100])
	counttest.Put(t, dir, "local/cut30.v1.count", image[:30])
	counttest.Put(t, dir, "local/empty.v1.count", nil)
	counttest.Put(t, dir, "local/foreign.v1.count", []byte(strings.Repeat("no counters here\n", 1000)))
	counttest.Put(t, dir, "local/swapped.v1.count", counttest.SwapHeader(image))
	counttest.Put(t, dir, "local/timeless.v1.count", []byte(strings.Replace(string(image), "2026-11-22T", "2026-13-22T", 1)))
	counttest.Put(t, dir, "local/report.json", []byte("{}"))
	if err := os.MkdirAll(filepath.Join(dir, "local", "directory.v1.count"), 0o777); err != nil {
		t.Fatal(err)
	}

	spans, problems, err := spansIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []Header{{
		File: "local/gopls.v1.count", Begin: counttest.Day("2026-11-22"), End: counttest.Day("2026-11-29"),
		Program: "golang.org/x/tools/gopls", Version: "v0.23.0", GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64",
	}}
	if d := cmp.Diff(want, spans); d != "" {
		t.Errorf("spans: (-want +got)\n%s", d)
	}
	wantProblems := []problem.Problem{
		{File: "local/cut.v1.count", Code: problem.Corrupt, Message: "file ends before the end of its first page at offset 100"},
		{File: "local/cut30.v1.count", Code: problem.Corrupt, Message: "file ends inside its header at offset 30"},
		{File: "local/directory.v1.count", Code: problem.Unreadable, Message: "cannot be read: not a regular file"},
		{File: "local/empty.v1.count", Code: problem.Corrupt, Message: "empty file at offset 0"},
		{File: "local/foreign.v1.count", Code: problem.Corrupt, Message: "not a v1 counter file: it begins with other bytes at offset 0"},
		{File: "local/swapped.v1.count", Code: problem.Corrupt, Message: "written on a machine with the opposite byte order at offset 28"},
		{File: "local/timeless.v1.count", Code: problem.Corrupt, Message: `invalid time in metadata: "2026-13-22T00:00:00Z" at offset 32`},
	}
	if d := cmp.Diff(wantProblems, problems); d != "" {
		t.Errorf("problems: (-want +got)\n%s", d)
	}
}

func TestSpansOfNothing(t *testing.T) {
	spans, problems, err := spansIn(filepath.Join(t.TempDir(), "none"))
	if spans != nil || problems != nil || err != nil {
		t.Errorf("spansIn a missing directory: %v, %v, %v", spans, problems, err)
	}
}

func TestLongHeader(t *testing.T) {
	dir := t.TempDir()
	long := counttest.CounterFile{Program: "example.com/" + strings.Repeat("long/", 400) + "p", Begin: "2026-11-22", End: "2026-11-29"}
	counttest.Put(t, dir, "local/long.v1.count", long.Bytes())
	spans, problems, err := spansIn(dir)
	if err != nil || len(problems) > 0 || len(spans) != 1 || spans[0].Program != long.Program {
		t.Errorf("got %v, %v, %v", spans, problems, err)
	}
}
