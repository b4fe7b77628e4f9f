package counters

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
)

func TestSecondLook(t *testing.T) {
	running := countFile{begin: "2026-11-22", end: "2026-11-29", counts: []testCount{{"a", 1}}}
	ended := countFile{begin: "2026-11-15", end: "2026-11-22", counts: []testCount{{"a", 10}}}
	reported := func(n string) []byte {
		return []byte(`{"Programs":[{"Program":"cmd/go","Counters":{"a":` + n + `}}]}`)
	}
	set := func(value uint64) func([]byte) {
		return func(data []byte) { binary.NativeEndian.PutUint64(data[firstRecord:], value) }
	}
	type totals map[string]uint64
	for _, test := range []struct {
		name   string
		change func(t *testing.T, dir string)
		want   totals
	}{
		{"nothing", func(*testing.T, string) {}, totals{"2026-11-15": 100, "2026-11-22": 10, "2026-11-29": 1}},
		{"count through a mapping", func(t *testing.T, dir string) {
			poke(t, filepath.Join(dir, "local/running.v1.count"), set(7))
		}, totals{"2026-11-15": 100, "2026-11-22": 10, "2026-11-29": 7}},
		{"ended file rewritten", func(t *testing.T, dir string) {
			other := ended
			other.counts = []testCount{{"a", 20}}
			put(t, dir, "local/ended.v1.count", other.bytes())
		}, totals{"2026-11-15": 100, "2026-11-22": 20, "2026-11-29": 1}},
		{"new files", func(t *testing.T, dir string) {
			put(t, dir, "local/more.v1.count", ended.bytes())
			put(t, dir, "local/more2.v1.count", running.bytes())
		}, totals{"2026-11-15": 100, "2026-11-22": 20, "2026-11-29": 2}},
		{"week merged", func(t *testing.T, dir string) {
			put(t, dir, "local/local.2026-11-22.json", reported("10"))
			remove(t, dir, "local/ended.v1.count")
		}, totals{"2026-11-15": 100, "2026-11-22": 10, "2026-11-29": 1}},
		{"one of two gone", func(t *testing.T, dir string) {
			remove(t, dir, "local/ended2.v1.count")
		}, totals{"2026-11-15": 100, "2026-11-22": 5, "2026-11-29": 1}},
		{"report rewritten", func(t *testing.T, dir string) {
			put(t, dir, "local/local.2026-11-15.json", reported("1000"))
		}, totals{"2026-11-15": 1000, "2026-11-22": 10, "2026-11-29": 1}},
		{"report gone", func(t *testing.T, dir string) {
			remove(t, dir, "local/local.2026-11-15.json")
		}, totals{"2026-11-22": 10, "2026-11-29": 1}},
		{"file moved to another week", func(t *testing.T, dir string) {
			put(t, dir, "local/ended.v1.count", countFile{begin: "2026-11-22", end: "2026-11-29", counts: []testCount{{"a", 40}}}.bytes())
		}, totals{"2026-11-15": 100, "2026-11-22": 5, "2026-11-29": 41}},
		{"file broken", func(t *testing.T, dir string) {
			put(t, dir, "local/ended.v1.count", []byte("broken"))
		}, totals{"2026-11-15": 100, "2026-11-22": 5, "2026-11-29": 1}},
		{"directory gone", func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}, totals{}},
		{"directory another one", func(t *testing.T, dir string) {
			if err := os.Rename(filepath.Join(dir, "local"), filepath.Join(dir, "old")); err != nil {
				t.Fatal(err)
			}
			put(t, dir, "local/x.v1.count", running.bytes())
		}, totals{"2026-11-29": 1}},
	} {
		for _, watch := range []bool{false, true} {
			t.Run(test.name+map[bool]string{true: ", watched"}[watch], func(t *testing.T) {
				dir := t.TempDir()
				half := ended
				half.counts = []testCount{{"a", 5}}
				put(t, dir, "local/running.v1.count", running.bytes())
				put(t, dir, "local/ended.v1.count", half.bytes())
				put(t, dir, "local/ended2.v1.count", half.bytes())
				put(t, dir, "local/local.2026-11-15.json", reported("100"))
				if test.name == "ended file rewritten" || test.name == "new files" {
					remove(t, dir, "local/ended2.v1.count")
					put(t, dir, "local/ended.v1.count", ended.bytes())
				}
				ix := NewIndex(dir)
				var summaries Cache
				if watch {
					ix.Watch()
				}
				defer ix.Close()
				for range 2 {
					summaries.SummaryOf(ix, SummaryOptions{Now: noon})
				}
				test.change(t, dir)
				s := summaries.SummaryOf(ix, SummaryOptions{Now: noon})
				got := totals{}
				for _, w := range s.Weeks {
					got[w.Week] = w.Total
				}
				if d := cmp.Diff(test.want, got); d != "" {
					t.Errorf("second look: (-want +got)\n%s", d)
				}
				if d := cmp.Diff(asJSON(t, summaryOf(t, dir, SummaryOptions{})), asJSON(t, s)); d != "" {
					t.Errorf("second look is not as a first one: (-first +second)\n%s", d)
				}
			})
		}
	}
}

// Where nothing has happened, nothing is read: the summary is the one of before.
func TestNothingChanged(t *testing.T) {
	dir := t.TempDir()
	fillFiles(t, dir, 40, 8, noon)
	fillReports(t, dir, 3, noon)
	ix := NewIndex(dir)
	var summaries Cache
	ix.Watch()
	defer ix.Close()
	first := summaries.SummaryOf(ix, SummaryOptions{Now: noon, Weeks: 8})
	second := summaries.SummaryOf(ix, SummaryOptions{Now: noon.Add(time.Second), Weeks: 8})
	if first != second {
		t.Error("summed up anew without a change")
	}
	later := summaries.SummaryOf(ix, SummaryOptions{Now: noon.AddDate(0, 0, 8), Weeks: 8})
	if got := later.Weeks[len(later.Weeks)-1].State; got != Pending {
		t.Errorf("a week later the week is %s", got)
	}
}

// Random changes, one after the other: each look gives what a first one would.
func TestIncrementalEqualsFresh(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	dir := t.TempDir()
	ix := NewIndex(dir)
	var summaries Cache
	ix.Watch()
	defer ix.Close()
	now := noon
	for step := range 150 {
		switch begin := now.AddDate(0, 0, -random.IntN(30)).Truncate(24 * time.Hour); random.IntN(6) {
		case 0, 1, 2:
			name, file := sampleFile(random.IntN(len(kinds)), begin, weekEnd(begin), random)
			put(t, dir, name, file.bytes())
		case 3:
			name, _ := sampleFile(random.IntN(len(kinds)), begin, weekEnd(begin), random)
			put(t, dir, name, []byte(strings.Repeat("?", random.IntN(20000))))
		case 4:
			if files := counterFiles(t, dir); len(files) > 0 {
				if err := os.Remove(files[random.IntN(len(files))]); err != nil {
					t.Fatal(err)
				}
			}
		case 5:
			day := weekEnd(begin).Format(time.DateOnly)
			put(t, dir, "local/local."+day+".json", reportJSON(t, day, []countFile{{program: "cmd/go", counts: []testCount{{"a", random.Uint64N(9)}}}}))
		}
		if random.IntN(10) == 0 {
			now = now.Add(30 * time.Hour)
		}
		s := summaries.SummaryOf(ix, SummaryOptions{Now: now})
		if fresh := summaryOf(t, dir, SummaryOptions{Now: now}); !reflect.DeepEqual(fresh, s) {
			t.Fatalf("step %d: (-fresh +incremental)\n%s", step, cmp.Diff(fresh, s))
		}
	}
}

// What happens to the target of a link is noticed, too, though nothing tells of it.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	target := put(t, dir, "elsewhere", countFile{begin: "2026-11-15", end: "2026-11-22", counts: []testCount{{"a", 1}}}.bytes())
	put(t, dir, "local/weekends", []byte("0\n"))
	if err := os.Symlink(target, filepath.Join(dir, "local", "link.v1.count")); err != nil {
		t.Skip("no links here:", err)
	}
	ix := NewIndex(dir)
	var summaries Cache
	ix.Watch()
	defer ix.Close()
	for _, want := range []uint64{1, 1, 7} {
		if want == 7 {
			put(t, dir, "elsewhere", countFile{begin: "2026-11-15", end: "2026-11-22", counts: []testCount{{"a", 7}}}.bytes())
		}
		s := summaries.SummaryOf(ix, SummaryOptions{Now: noon})
		if s.Weeks[0].Total != want {
			t.Errorf("total %d, want %d", s.Weeks[0].Total, want)
		}
	}
}

// Only a file that is too short and was just written may be on its way.
func TestUnfinished(t *testing.T) {
	short, bad := malformed(5, "cut"), malformed(5, "bad")
	for _, test := range []struct {
		err  error
		size int64
		age  time.Duration
		want bool
	}{
		{short, 100, time.Second, true},
		{short, 0, -time.Second, true},
		{short, 100, time.Minute, false},
		{bad, pageBytes, time.Second, false},
		{os.ErrPermission, 100, time.Second, false},
		{nil, 100, time.Second, false},
	} {
		r := readResult{err: test.err, stamp: stamp{size: test.size, modified: noon.Add(-test.age).UnixNano()}}
		if got := r.unfinished(noon); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

// A file whose creation is seen half way is read when it is whole.
func TestFileBeingCreated(t *testing.T) {
	dir := t.TempDir()
	path := put(t, dir, "local/new.v1.count", sample.bytes()[:300])
	ix := NewIndex(dir)
	var summaries Cache
	done := make(chan error)
	go func() { done <- os.WriteFile(path, sample.bytes(), 0o666) }()
	for seen := false; !seen; {
		s := summaries.SummaryOf(ix, SummaryOptions{Now: noon})
		seen = len(s.Problems) == 0 && len(s.Programs) == 1
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// TestFolderThatIsNone: what cannot be read is named, and nothing is fatal.
func TestFolderThatIsNone(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "local", []byte("a file"))
	put(t, dir, "upload", []byte("a file"))
	local := Problem{"local", Unreadable, "cannot be read: not a directory"}
	upload := Problem{"upload", Unreadable, "cannot be read: not a directory"}
	ix := NewIndex(dir)
	var summaries Cache
	s := summaries.SummaryOf(ix, SummaryOptions{Now: noon})
	if len(s.Weeks) > 0 {
		t.Fatalf("Summary = %+v", s)
	}
	if diff := cmp.Diff([]Problem{local}, s.Problems); diff != "" {
		t.Errorf("the summary: (-want +got)\n%s", diff)
	}
	p := PreviewOf(ix, PreviewOptions{Now: noon, Mode: "on"})
	if diff := cmp.Diff([]Problem{local, upload}, p.Problems); diff != "" {
		t.Errorf("the preview: (-want +got)\n%s", diff)
	}
	if err := os.Remove(filepath.Join(dir, "local")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "local/now.v1.count", sample.bytes())
	if s = summaries.SummaryOf(ix, SummaryOptions{Now: noon}); len(s.Problems) > 0 || len(s.Programs) != 1 {
		t.Errorf("once it is a folder: %+v", s)
	}
}
