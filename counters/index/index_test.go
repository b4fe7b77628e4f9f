package index_test

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func TestSecondLook(t *testing.T) {
	running := counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29", Counts: []counttest.Count{{Name: "a", Value: 1}}}
	ended := counttest.CounterFile{Begin: "2026-11-15", End: "2026-11-22", Counts: []counttest.Count{{Name: "a", Value: 10}}}
	reported := func(n string) []byte {
		return []byte(`{"Programs":[{"Program":"cmd/go","Counters":{"a":` + n + `}}]}`)
	}
	set := func(value uint64) func([]byte) {
		return func(data []byte) { binary.NativeEndian.PutUint64(data[counttest.FirstRecord:], value) }
	}
	type totals map[string]uint64
	for _, test := range []struct {
		name   string
		change func(t *testing.T, dir string)
		want   totals
	}{
		{"nothing", func(*testing.T, string) {}, totals{"2026-11-15": 100, "2026-11-22": 10, "2026-11-29": 1}},
		{"count through a mapping", func(t *testing.T, dir string) {
			counttest.Poke(t, filepath.Join(dir, "local/running.v1.count"), set(7))
		}, totals{"2026-11-15": 100, "2026-11-22": 10, "2026-11-29": 7}},
		{"ended file rewritten", func(t *testing.T, dir string) {
			other := ended
			other.Counts = []counttest.Count{{Name: "a", Value: 20}}
			counttest.Put(t, dir, "local/ended.v1.count", other.Bytes())
		}, totals{"2026-11-15": 100, "2026-11-22": 20, "2026-11-29": 1}},
		{"new files", func(t *testing.T, dir string) {
			counttest.Put(t, dir, "local/more.v1.count", ended.Bytes())
			counttest.Put(t, dir, "local/more2.v1.count", running.Bytes())
		}, totals{"2026-11-15": 100, "2026-11-22": 20, "2026-11-29": 2}},
		{"week merged", func(t *testing.T, dir string) {
			counttest.Put(t, dir, "local/local.2026-11-22.json", reported("10"))
			counttest.Remove(t, dir, "local/ended.v1.count")
		}, totals{"2026-11-15": 100, "2026-11-22": 10, "2026-11-29": 1}},
		{"one of two gone", func(t *testing.T, dir string) {
			counttest.Remove(t, dir, "local/ended2.v1.count")
		}, totals{"2026-11-15": 100, "2026-11-22": 5, "2026-11-29": 1}},
		{"report rewritten", func(t *testing.T, dir string) {
			counttest.Put(t, dir, "local/local.2026-11-15.json", reported("1000"))
		}, totals{"2026-11-15": 1000, "2026-11-22": 10, "2026-11-29": 1}},
		{"report gone", func(t *testing.T, dir string) {
			counttest.Remove(t, dir, "local/local.2026-11-15.json")
		}, totals{"2026-11-22": 10, "2026-11-29": 1}},
		{"file now of another week", func(t *testing.T, dir string) {
			counttest.Put(t, dir, "local/ended.v1.count", counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29", Counts: []counttest.Count{{Name: "a", Value: 40}}}.Bytes())
		}, totals{"2026-11-15": 100, "2026-11-22": 5, "2026-11-29": 41}},
		{"file broken", func(t *testing.T, dir string) {
			counttest.Put(t, dir, "local/ended.v1.count", []byte("broken"))
		}, totals{"2026-11-15": 100, "2026-11-22": 5, "2026-11-29": 1}},
		{"directory gone", func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}, totals{}},
		{"directory replaced", func(t *testing.T, dir string) {
			if err := os.Rename(filepath.Join(dir, "local"), filepath.Join(dir, "old")); err != nil {
				t.Fatal(err)
			}
			counttest.Put(t, dir, "local/x.v1.count", running.Bytes())
		}, totals{"2026-11-29": 1}},
	} {
		for _, watch := range []bool{false, true} {
			t.Run(test.name+map[bool]string{true: ", watched"}[watch], func(t *testing.T) {
				dir := t.TempDir()
				half := ended
				half.Counts = []counttest.Count{{Name: "a", Value: 5}}
				counttest.Put(t, dir, "local/running.v1.count", running.Bytes())
				counttest.Put(t, dir, "local/ended.v1.count", half.Bytes())
				counttest.Put(t, dir, "local/ended2.v1.count", half.Bytes())
				counttest.Put(t, dir, "local/local.2026-11-15.json", reported("100"))
				if test.name == "ended file rewritten" || test.name == "new files" {
					counttest.Remove(t, dir, "local/ended2.v1.count")
					counttest.Put(t, dir, "local/ended.v1.count", ended.Bytes())
				}
				ix := index.New(dir)
				var summaries summary.Cache
				if watch {
					ix.Watch()
				}
				defer ix.Close()
				for range 2 {
					summaries.Of(ix, summary.Options{Now: counttest.Noon})
				}
				test.change(t, dir)
				s := summaries.Of(ix, summary.Options{Now: counttest.Noon})
				got := totals{}
				for _, w := range s.Weeks {
					got[w.Week] = w.Total
				}
				if d := cmp.Diff(test.want, got); d != "" {
					t.Errorf("second look: (-want +got)\n%s", d)
				}
				if d := cmp.Diff(counttest.AsJSON(t, summary.Of(index.New(dir), summary.Options{Now: counttest.Noon})), counttest.AsJSON(t, s)); d != "" {
					t.Errorf("the second look differs from a first one: (-first +second)\n%s", d)
				}
			})
		}
	}
}

// TestNothingChanged checks that the summary is not made again if nothing has changed.
func TestNothingChanged(t *testing.T) {
	dir := t.TempDir()
	counttest.FillFiles(t, dir, 40, 8, counttest.Noon)
	counttest.FillReports(t, dir, 3, counttest.Noon)
	ix := index.New(dir)
	var summaries summary.Cache
	ix.Watch()
	defer ix.Close()
	first := summaries.Of(ix, summary.Options{Now: counttest.Noon, Weeks: 8})
	second := summaries.Of(ix, summary.Options{Now: counttest.Noon.Add(time.Second), Weeks: 8})
	if first != second {
		t.Error("the summary was made again without a change")
	}
	later := summaries.Of(ix, summary.Options{Now: counttest.Noon.AddDate(0, 0, 8), Weeks: 8})
	if got := later.Weeks[len(later.Weeks)-1].State; got != weeks.Pending {
		t.Errorf("a week later, the state of the week is %s", got)
	}
}

// TestIncrementalEqualsFresh makes random changes. After each one, an update must give
// the same summary as a new index.
func TestIncrementalEqualsFresh(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	dir := t.TempDir()
	ix := index.New(dir)
	var summaries summary.Cache
	ix.Watch()
	defer ix.Close()
	now := counttest.Noon
	for step := range 150 {
		switch begin := now.AddDate(0, 0, -random.IntN(30)).Truncate(24 * time.Hour); random.IntN(6) {
		case 0, 1, 2:
			name, file := counttest.SampleFile(random.IntN(len(counttest.Kinds)), begin, counttest.WeekEnd(begin), random)
			counttest.Put(t, dir, name, file.Bytes())
		case 3:
			name, _ := counttest.SampleFile(random.IntN(len(counttest.Kinds)), begin, counttest.WeekEnd(begin), random)
			counttest.Put(t, dir, name, []byte(strings.Repeat("?", random.IntN(20000))))
		case 4:
			if files := counttest.CounterFiles(t, dir); len(files) > 0 {
				if err := os.Remove(files[random.IntN(len(files))]); err != nil {
					t.Fatal(err)
				}
			}
		case 5:
			day := counttest.WeekEnd(begin).Format(time.DateOnly)
			counttest.Put(t, dir, "local/local."+day+".json", counttest.ReportJSON(t, day, []counttest.CounterFile{{Program: "cmd/go", Counts: []counttest.Count{{Name: "a", Value: random.Uint64N(9)}}}}))
		}
		if random.IntN(10) == 0 {
			now = now.Add(30 * time.Hour)
		}
		s := summaries.Of(ix, summary.Options{Now: now})
		if fresh := summary.Of(index.New(dir), summary.Options{Now: now}); !reflect.DeepEqual(fresh, s) {
			t.Fatalf("step %d: (-fresh +incremental)\n%s", step, cmp.Diff(fresh, s))
		}
	}
}

// TestLinks checks that changes to the target of a link are seen, although the watch
// doesn't report them.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	target := counttest.Put(t, dir, "elsewhere", counttest.CounterFile{Begin: "2026-11-15", End: "2026-11-22", Counts: []counttest.Count{{Name: "a", Value: 1}}}.Bytes())
	counttest.Put(t, dir, "local/weekends", []byte("0\n"))
	if err := os.Symlink(target, filepath.Join(dir, "local", "link.v1.count")); err != nil {
		t.Skip("can't create links:", err)
	}
	ix := index.New(dir)
	var summaries summary.Cache
	ix.Watch()
	defer ix.Close()
	for _, want := range []uint64{1, 1, 7} {
		if want == 7 {
			counttest.Put(t, dir, "elsewhere", counttest.CounterFile{Begin: "2026-11-15", End: "2026-11-22", Counts: []counttest.Count{{Name: "a", Value: 7}}}.Bytes())
		}
		s := summaries.Of(ix, summary.Options{Now: counttest.Noon})
		if s.Weeks[0].Total != want {
			t.Errorf("total %d, want %d", s.Weeks[0].Total, want)
		}
	}
}

// TestFileBeingCreated checks that an incomplete file is read again when it is complete.
func TestFileBeingCreated(t *testing.T) {
	dir := t.TempDir()
	path := counttest.Put(t, dir, "local/new.v1.count", counttest.Sample.Bytes()[:300])
	ix := index.New(dir)
	var summaries summary.Cache
	done := make(chan error)
	go func() { done <- os.WriteFile(path, counttest.Sample.Bytes(), 0o666) }()
	for seen := false; !seen; {
		s := summaries.Of(ix, summary.Options{Now: counttest.Noon})
		seen = len(s.Problems) == 0 && len(s.Programs) == 1
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// TestFileInPlaceOfDirectory checks that a directory that cannot be read is a problem,
// but not an error.
func TestFileInPlaceOfDirectory(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local", []byte("a file"))
	counttest.Put(t, dir, "upload", []byte("a file"))
	local := problem.Problem{File: "local", Code: problem.Unreadable, Message: "cannot be read: not a directory"}
	uploaded := problem.Problem{File: "upload", Code: problem.Unreadable, Message: "cannot be read: not a directory"}
	ix := index.New(dir)
	var summaries summary.Cache
	s := summaries.Of(ix, summary.Options{Now: counttest.Noon})
	if len(s.Weeks) > 0 {
		t.Fatalf("Summary = %+v", s)
	}
	if diff := cmp.Diff([]problem.Problem{local}, s.Problems); diff != "" {
		t.Errorf("the summary: (-want +got)\n%s", diff)
	}
	p := upload.PreviewOf(ix, upload.Options{Now: counttest.Noon, Mode: "on"})
	if diff := cmp.Diff([]problem.Problem{local, uploaded}, p.Problems); diff != "" {
		t.Errorf("the preview: (-want +got)\n%s", diff)
	}
	if err := os.Remove(filepath.Join(dir, "local")); err != nil {
		t.Fatal(err)
	}
	counttest.Put(t, dir, "local/now.v1.count", counttest.Sample.Bytes())
	if s = summaries.Of(ix, summary.Options{Now: counttest.Noon}); len(s.Problems) > 0 || len(s.Programs) != 1 {
		t.Errorf("after it became a directory: %+v", s)
	}
}
