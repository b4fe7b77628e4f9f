package fleet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// exported returns the rows of a telemetry directory as lines.
func exported(t *testing.T, dir string, weeks int, labels ...Label) string {
	t.Helper()
	files, err := housekeeping.List(dir)
	if err != nil {
		t.Fatal(err)
	}
	v := index.New(dir).Update(counttest.Noon)
	defer v.Release()
	var out bytes.Buffer
	if err := WriteRows(&out, Rows(summary.Weeks(v, summary.Options{Weeks: weeks, Now: counttest.Noon}), files), labels); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRows(t *testing.T) {
	dir := t.TempDir()
	report := func(counts string) []byte {
		return []byte(`{"Programs":[{"Program":"cmd/go","Version":"go1.26.0","GoVersion":"go1.26.0","GOOS":"linux","GOARCH":"amd64","Counters":{` + counts + `},"Stacks":{"crash/crash\nmain.f:+1,+0x2":1}}]}`)
	}
	file := func(name, begin, end string, counts ...counttest.Count) {
		counttest.Put(t, dir, "local/"+name+".v1.count", counttest.CounterFile{
			Program: "p", Version: "v1", GoVersion: "go1.26.8", GOOS: "darwin", GOARCH: "arm64", Begin: begin, End: end, Counts: counts,
		}.Bytes())
	}
	counttest.Put(t, dir, "local/local.2026-11-08.json", report(`"a":1`))
	counttest.Put(t, dir, "upload/2026-11-08.json", report(`"a":1`))
	counttest.Put(t, dir, "local/local.2026-11-15.json", report(`"a":2`))
	file("past", "2026-11-12", "2026-11-19", counttest.Count{Name: `own/"\` + "\xff", Value: 1 << 60})
	file("one", "2026-11-20", "2026-11-26", counttest.Count{Name: "chart:bucket", Value: 3})
	file("two", "2026-11-21", "2026-11-26", counttest.Count{Name: "chart:bucket", Value: 4})

	const cmdGo = `"program":"cmd/go","version":"go1.26.0","goVersion":"go1.26.0","goos":"linux","goarch":"amd64",`
	const p = `"program":"p","version":"v1","goVersion":"go1.26.8","goos":"darwin","goarch":"arm64",`
	want := []string{
		`{"week":"2026-11-08","state":"sent",` + cmdGo + `"counter":"a","value":1}`,
		`{"week":"2026-11-08","state":"sent",` + cmdGo + `"counter":"crash/crash\nmain.f:+1,+0x2","value":1}`,
		`{"week":"2026-11-15","state":"reported",` + cmdGo + `"counter":"a","value":2}`,
		`{"week":"2026-11-15","state":"reported",` + cmdGo + `"counter":"crash/crash\nmain.f:+1,+0x2","value":1}`,
		`{"week":"2026-11-19","state":"pending",` + p + `"counter":"own/\"\\` + "\ufffd" + `","value":9007199254740991}`,
		`{"week":"2026-11-26","state":"collecting",` + p + `"counter":"chart:bucket","value":7}`,
	}
	if diff := cmp.Diff(strings.Join(want, "\n")+"\n", exported(t, dir, 0)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(strings.Join(want[4:], "\n")+"\n", exported(t, dir, 2)); diff != "" {
		t.Errorf("two weeks: (-want +got)\n%s", diff)
	}
	labeled := strings.TrimSuffix(want[5], "}") + `,"machine":"build-\"7\"","x":"y"}` + "\n"
	if got := exported(t, dir, 1, Label{"machine", `build-"7"`}, Label{"x", "y"}); got != labeled {
		t.Errorf("with labels:\n%s", got)
	}
	if got := exported(t, t.TempDir(), 0); got != "" {
		t.Errorf("no counts: %q", got)
	}
}

// TestRowsThatDifferInInvalidBytes checks that names with the same text give one row.
func TestRowsThatDifferInInvalidBytes(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local/a.v1.count", counttest.CounterFile{
		Program: "p", Version: "v1", GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64", Begin: "2026-11-20", End: "2026-11-26",
		Counts: []counttest.Count{{Name: "help:\xff", Value: 1}, {Name: "help:\xfe", Value: 2}, {Name: "help:\ufffd", Value: 4}, {Name: "help:\xff\xfe", Value: 8}},
	}.Bytes())
	const p = `{"week":"2026-11-26","state":"collecting","program":"p","version":"v1","goVersion":"go1.26.8","goos":"linux","goarch":"amd64","counter":"help:`
	want := p + "\ufffd" + `","value":7}` + "\n" + p + "\ufffd\ufffd" + `","value":8}` + "\n"
	if diff := cmp.Diff(want, exported(t, dir, 0)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// pieces keeps each write.
type pieces struct {
	list []string
	full bool // fails
}

func (p *pieces) Write(text []byte) (int, error) {
	if p.full {
		return 0, errors.New("no space")
	}
	p.list = append(p.list, string(text))
	return len(text), nil
}

// TestRowsInPieces checks that many rows are written in pieces of complete lines.
func TestRowsInPieces(t *testing.T) {
	const n = 10_000
	rows := func(yield func(Row) bool) {
		for i := range n {
			if !yield(Row{Counter: fmt.Sprint("é", i)}) {
				return
			}
		}
	}
	var out pieces
	if err := WriteRows(&out, rows, nil); err != nil {
		t.Fatal(err)
	}
	if len(out.list) < 2 || slices.ContainsFunc(out.list, func(piece string) bool { return !strings.HasSuffix(piece, "}\n") || len(piece) > 2*chunk }) {
		t.Errorf("%d pieces", len(out.list))
	}
	lines := strings.Split(strings.TrimSuffix(strings.Join(out.list, ""), "\n"), "\n")
	if len(lines) != n {
		t.Errorf("%d lines", len(lines))
	}
	for i, line := range lines {
		var row Row
		if err := json.Unmarshal([]byte(line), &row); err != nil || row.Counter != fmt.Sprint("é", i) {
			t.Fatalf("line %d: %s, %v", i, line, err)
		}
	}
	if err := WriteRows(&pieces{full: true}, rows, nil); err == nil {
		t.Error("no error of a full disk")
	}
}
