package summary

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func summaryOf(t *testing.T, dir string, opt Options) *Summary {
	t.Helper()
	if opt.Now.IsZero() {
		opt.Now = counttest.Noon
	}
	return Of(index.New(dir), opt)
}

func TestSummaryOfNothing(t *testing.T) {
	got := counttest.AsJSON(t, summaryOf(t, t.TempDir(), Options{Weeks: 8, Mode: "local"})).(map[string]any)
	delete(got, "dir")
	want := counttest.ParseJSON(t, `{"mode":"local","thisWeek":"Nothing has been counted this week yet.","weeks":[],"groups":[],"programs":[],"problems":[]}`)
	if d := cmp.Diff(want, any(got)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestSummary(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local/a.v1.count", counttest.CounterFile{
		Program: "cmd/go", Version: "go1.26.8", Begin: "2026-11-20", End: "2026-11-29",
		Counts: []counttest.Count{{Name: "go/invocations", Value: 3}, {Name: "go/subcommand:build", Value: 2}, {Name: "go/subcommand:test", Value: 5}},
	}.Bytes())
	counttest.Put(t, dir, "local/b.v1.count", counttest.CounterFile{
		Program: "cmd/go", Version: "go1.26.8", Begin: "2026-11-21", End: "2026-11-29",
		Counts: []counttest.Count{{Name: "go/invocations", Value: 4}, {Name: "go/subcommand:test", Value: 1}},
	}.Bytes())
	counttest.Put(t, dir, "local/c.v1.count", counttest.CounterFile{
		Program: "golang.org/x/tools/gopls", Version: "v0.23.0", Begin: "2026-11-15", End: "2026-11-22",
		Counts: []counttest.Count{
			{Name: "gopls/completion/latency:<1s", Value: 2},
			{Name: "gopls/completion/latency:<50ms", Value: 6},
			{Name: "gopls/completion/latency:<200ms", Value: 2},
			{Name: "gopls/bug\nexample.com/a.f:+1,+0x2\n\".g:=3,+0x4\n\"./h", Value: 1},
		},
	}.Bytes())
	counttest.Put(t, dir, "local/local.2026-11-15.json", []byte(`{"Week":"2026-11-15","X":0.1,"Config":"v0.1.0","Programs":[
		{"Program":"cmd/go","Version":"go1.26.7","GoVersion":"go1.26.7","GOOS":"linux","GOARCH":"arm64",
		 "Counters":{"go/invocations":9007199254740991,"go/subcommand:build":1},"Stacks":{}},
		{"Program":"cmd/gofmt","Version":"go1.26.7","GoVersion":"go1.26.7","GOOS":"linux","GOARCH":"arm64","Counters":null,"Stacks":null}]}`))
	counttest.Put(t, dir, "local/left.v1.count", counttest.CounterFile{
		Program: "cmd/go", Begin: "2026-11-09", End: "2026-11-15", Counts: []counttest.Count{{Name: "go/invocations", Value: 100}},
	}.Bytes())

	got := counttest.AsJSON(t, summaryOf(t, dir, Options{Weeks: 8, Mode: "on"})).(map[string]any)
	if got["dir"] != dir {
		t.Errorf("dir %v, want %s", got["dir"], dir)
	}
	delete(got, "dir")
	want := counttest.ParseJSON(t, `{"mode":"on","thisWeek":"This week so far: go command 7 runs (test 6, build 2).",
	"weeks":[
		{"week":"2026-11-15","state":"reported","total":9007199254740991,"days":"Nov 8-14","words":"go command 9,007,199,254,740,991 runs (build 1)"},
		{"week":"2026-11-22","state":"pending","total":11,"days":"Nov 15-21","words":"active: gopls"},
		{"week":"2026-11-29","state":"collecting","total":15,"days":"Nov 22-28","words":"go command 7 runs (test 6, build 2)"}],
	"groups":[{"group":"tools","title":"Programs","closed":false,"programs":["cmd/go","golang.org/x/tools/gopls","cmd/gofmt"],
		"words":"go command 9,007,199,254,740,991 runs (test 6, build 3); also active: gopls"}],
	"programs":[
		{"program":"cmd/go","title":"go command","group":"tools","words":"9,007,199,254,740,991 runs; test 6, build 3",
		 "runs":{"unit":"runs","total":9007199254740991,"series":[9007199254740991,0,7]},"total":9007199254740991,"series":[9007199254740991,0,15],
		 "versions":[
			{"version":"go1.26.7","goVersion":"go1.26.7","goos":"linux","goarch":"arm64","total":9007199254740991,"runs":9007199254740991},
			{"version":"go1.26.8","goVersion":"go1.26.8","goos":"linux","goarch":"amd64","total":15,"runs":7}],
		 "charts":[
			{"name":"go/invocations","title":"go command: times run","kind":"count","role":"runs","total":9007199254740991,"series":[9007199254740991,0,7],"buckets":[],"percentiles":null},
			{"name":"go/subcommand","title":"go command: subcommands","kind":"partition","role":"uses","total":9,"series":[1,0,8],
			 "buckets":[{"name":"test","total":6,"series":[0,0,6]},{"name":"build","total":3,"series":[1,0,2]}],"percentiles":null}],
		 "stacks":[]},
		{"program":"cmd/gofmt","title":"gofmt","group":"tools","words":"nothing counted","runs":null,"total":0,"series":[0,0,0],
		 "versions":[{"version":"go1.26.7","goVersion":"go1.26.7","goos":"linux","goarch":"arm64","total":0,"runs":null}],
		 "charts":[],"stacks":[]},
		{"program":"golang.org/x/tools/gopls","title":"gopls","group":"tools","words":"p90 latency: completion <1s; 1 internal error","runs":null,"total":11,"series":[0,11,0],
		 "versions":[{"version":"v0.23.0","goVersion":"go1.26.8","goos":"linux","goarch":"amd64","total":11,"runs":null}],
		 "charts":[
			{"name":"gopls/completion/latency","title":"gopls: time for completion","kind":"histogram","role":"latency","total":10,"series":[0,10,0],
			 "buckets":[{"name":"<50ms","total":6,"series":[0,6,0]},{"name":"<200ms","total":2,"series":[0,2,0]},{"name":"<1s","total":2,"series":[0,2,0]}],
			 "percentiles":{"p50":"<50ms","p90":"<1s","p99":"<1s"}}],
		 "stacks":[{"name":"gopls/bug","total":1,"series":[0,1,0],"frames":["example.com/a.f:+1","example.com/a.g:=3","example.com/a./h"]}]}],
	"problems":[{"file":"local/left.v1.count","code":"already-reported",
		"message":"leftover, not counted: local.2026-11-15.json already reports the week ending 2026-11-15"}]}`)
	if d := cmp.Diff(want, any(got)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}

	one := summaryOf(t, dir, Options{Weeks: 1, Program: "cmd/go"})
	if len(one.Weeks) != 1 || one.Weeks[0].Week != "2026-11-29" || one.Weeks[0].State != weeks.Collecting || one.Weeks[0].Total != 15 ||
		len(one.Programs) != 1 || one.Programs[0].Total != 15 {
		t.Errorf("one week of one program: %+v", one)
	}
	none := summaryOf(t, dir, Options{Program: "cmd/none"})
	if len(none.Weeks) != 3 || none.Weeks[2].Total != 0 || none.Programs == nil || len(none.Programs) != 0 {
		t.Errorf("a program without counts: %+v", none)
	}
}

func TestSummaryClamps(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b"} {
		counttest.Put(t, dir, "local/"+name+".v1.count", counttest.CounterFile{
			Begin: "2026-11-20", End: "2026-11-29", Counts: []counttest.Count{{Name: "x", Value: math.MaxUint64}, {Name: "y", Value: 1 << 52}, {Name: "z", Value: 1<<63 + 5}},
		}.Bytes())
	}
	s := summaryOf(t, dir, Options{})
	if s.Weeks[0].Total != index.MaxTotal || s.Programs[0].Total != index.MaxTotal {
		t.Errorf("totals %+v", s)
	}
	for _, c := range s.Programs[0].Charts {
		if c.Total != index.MaxTotal {
			t.Errorf("%s: %d, want %d", c.Name, c.Total, uint64(index.MaxTotal))
		}
	}
}

func TestSummaryNamesBadFiles(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local/good.v1.count", counttest.Sample.Bytes())
	counttest.Put(t, dir, "local/bad.v1.count", counttest.Sample.Bytes()[:5000])
	counttest.Put(t, dir, "local/local.2026-11-15.json", []byte(`{"Programs": [{"Counters": {"a": 1.5}}]}`))
	counttest.Put(t, dir, "local/local.2026-11-22.json", []byte(`{"Programs": [`))
	counttest.Put(t, dir, "local/local.2026-13-01.json", []byte(`not a report by its name`))
	counttest.Put(t, dir, "local/week.v1.count", counttest.CounterFile{Begin: "2026-11-10", End: "2026-11-15", Counts: []counttest.Count{{Name: "a", Value: 1}}}.Bytes())
	s := summaryOf(t, dir, Options{})
	want := []problem.Problem{
		{File: "local/bad.v1.count", Code: problem.Corrupt, Message: "file ends before the end of its first page at offset 5000"},
		{File: "local/local.2026-11-15.json", Code: problem.Corrupt, Message: "invalid count 1.5 at offset 36"},
		{File: "local/local.2026-11-22.json", Code: problem.Corrupt, Message: "not valid JSON: unexpected end of file at offset 14"},
	}
	if d := cmp.Diff(want, s.Problems); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	// A report that cannot be read does not hide the counter files of its week.
	wantWeeks := []Week{
		{Week: "2026-11-15", State: weeks.Pending, Total: 1, Days: "Nov 8-14", Words: "active: go command"},
		{Week: "2026-11-29", State: weeks.Collecting, Total: index.MaxTotal, Days: "Nov 22-28", Words: "go command 3 runs (test 9,007,199,254,740,991, build 2)"},
	}
	if d := cmp.Diff(wantWeeks, s.Weeks); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestInvalidUTF8(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local/a.v1.count", counttest.CounterFile{
		Program: "p\xff", Begin: "2026-11-20", End: "2026-11-29",
		Counts: []counttest.Count{{Name: "c\xff\xfe:b\xff", Value: 1}, {Name: "s\xff\nf\xff.g:+1,+0x1", Value: 1}},
	}.Bytes())
	p := summaryOf(t, dir, Options{}).Programs[0]
	if p.Program != "p\uFFFD" || p.Charts[0].Name != "c\uFFFD\uFFFD" || p.Charts[0].Buckets[0].Name != "b\uFFFD" ||
		p.Stacks[0].Name != "s\uFFFD" || p.Stacks[0].Frames[0] != "f\uFFFD.g:+1" {
		t.Errorf("%+v", p)
	}
}

func TestChartsOfOneName(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local/a.v1.count", counttest.CounterFile{
		Begin: "2026-11-20", End: "2026-11-29", Counts: []counttest.Count{{Name: "a", Value: 1}, {Name: "a:b", Value: 2}, {Name: "a:c:d", Value: 3}, {Name: "a:", Value: 4}},
	}.Bytes())
	charts := summaryOf(t, dir, Options{}).Programs[0].Charts
	if len(charts) != 2 || charts[0].Kind != Count || charts[0].Total != 1 || charts[1].Kind != Partition || charts[1].Total != 9 {
		t.Fatalf("%+v", charts)
	}
	var names []string
	for _, b := range charts[1].Buckets {
		names = append(names, b.Name)
	}
	if d := cmp.Diff([]string{"", "c:d", "b"}, names); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestHistograms(t *testing.T) {
	for _, test := range []struct {
		buckets []string
		ordered []string // nil if it is not a histogram
	}{
		{[]string{"<5s", "<10ms", "<1s", "<24h", "<200ms"}, []string{"<10ms", "<200ms", "<1s", "<5s", "<24h"}},
		{[]string{"<2h", "<90m", "<1µs"}, []string{"<1µs", "<90m", "<2h"}},
		{[]string{"<1MB", "<512kB", "<1.5kB"}, []string{"<1.5kB", "<512kB", "<1MB"}}, // prose:ignore
		{[]string{"<100", "<20", ">=100"}, []string{"<20", "<100", ">=100"}},
		{[]string{"<7"}, []string{"<7"}},
		{[]string{">=7"}, nil},
		{[]string{"0", "<=10", ">10"}, nil},
		{[]string{"<10ms", "other"}, nil},
		{[]string{"<tenms"}, nil},
		{[]string{"<10parsec"}, nil},
	} {
		file := counttest.CounterFile{Begin: "2026-11-20", End: "2026-11-29"}
		for _, b := range test.buckets {
			file.Counts = append(file.Counts, counttest.Count{Name: "chart:" + b, Value: 1})
		}
		dir := t.TempDir()
		counttest.Put(t, dir, "local/a.v1.count", file.Bytes())
		chart := summaryOf(t, dir, Options{}).Programs[0].Charts[0]
		if test.ordered == nil {
			if chart.Kind != Partition || chart.Percentiles != nil {
				t.Errorf("%v: %s, want a partition", test.buckets, chart.Kind)
			}
			continue
		}
		var names []string
		for _, b := range chart.Buckets {
			names = append(names, b.Name)
		}
		if d := cmp.Diff(test.ordered, names); chart.Kind != Histogram || d != "" {
			t.Errorf("%v: %s (-want +got)\n%s", test.buckets, chart.Kind, d)
		}
	}
}

func TestPercentiles(t *testing.T) {
	for _, test := range []struct {
		counts []uint64
		want   *Percentiles
	}{
		{[]uint64{0, 0, 0}, nil},
		{[]uint64{1, 0, 0}, &Percentiles{"<1", "<1", "<1"}},
		{[]uint64{50, 40, 10}, &Percentiles{"<1", "<2", "<3"}},
		{[]uint64{49, 50, 1}, &Percentiles{"<2", "<2", "<2"}},
		{[]uint64{0, 0, 5}, &Percentiles{"<3", "<3", "<3"}},
		{[]uint64{index.MaxTotal, index.MaxTotal, index.MaxTotal}, &Percentiles{"<2", "<3", "<3"}},
	} {
		buckets := []Bucket{{Name: "<1"}, {Name: "<2"}, {Name: "<3"}}
		for i, n := range test.counts {
			buckets[i].Total = n
		}
		if d := cmp.Diff(test.want, percentiles(buckets)); d != "" {
			t.Errorf("%v: (-want +got)\n%s", test.counts, d)
		}
	}
}

func TestTitle(t *testing.T) {
	if !slices.IsSortedFunc(titles, func(a, b struct{ chart, title string }) int { return strings.Compare(a.chart, b.chart) }) {
		t.Error("the titles are not sorted")
	}
	for chart, want := range map[string]string{
		"go/subcommand":                         "go command: subcommands",
		"go/mod/flag":                           "go mod: flags given",
		"gopls/completion/latency":              "gopls: time for completion",
		"go/platform/host/darwin/major-version": "Host system: major version of darwin",
		"vet/invocations":                       "vet: times run",
		"mytool/thing":                          "mytool/thing",
		"/flag":                                 "/flag",
	} {
		if got := Title(chart); got != want {
			t.Errorf("Title(%s) = %s, want %s", chart, got, want)
		}
	}
}
