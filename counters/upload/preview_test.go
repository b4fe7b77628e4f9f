package upload

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func ownUploadConfig(t *testing.T, oldnew ...string) *uploadconfig.Config {
	t.Helper()
	c, err := uploadconfig.Parse(counttest.OwnConfig(t, oldnew...))
	if err != nil {
		t.Fatal(err)
	}
	c.Version, c.Source = "v0.1.0", uploadconfig.FromCache
	return c
}

func TestPreviewOfNothing(t *testing.T) {
	got := counttest.AsJSON(t, previewOf(t, t.TempDir(), Options{Mode: "local", Now: counttest.Noon}))
	want := counttest.ParseJSON(t, `{"mode":"local","since":null,"config":null,"nextUpload":null,"nextWeek":null,"weeks":[],
	"uploads":{"lastWeek":null,"lastAt":null,"lastTry":null,"nextTry":null,"waiting":[],"blocked":[],"unlisted":[]},"problems":[]}`)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestPreview(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local/a.v1.count", counttest.CounterFile{
		Program: "cmd/go", Version: "go1.26.8", Begin: "2026-11-20", End: "2026-11-22",
		Counts: []counttest.Count{{Name: "go/invocations", Value: 3}, {Name: "go/half", Value: 2}, {Name: "go/never", Value: 4}, {Name: "go/subcommand:run", Value: 5}},
	}.Bytes())
	counttest.Put(t, dir, "local/b.v1.count", counttest.CounterFile{
		Program: "example.com/mine", Version: "devel", Begin: "2026-11-21", End: "2026-11-22",
		Counts: []counttest.Count{{Name: "x\nf.g:+1,+0x2", Value: 6}},
	}.Bytes())
	counttest.Put(t, dir, "local/local.2026-11-15.json", counttest.ReportJSON(t, "2026-11-15", []counttest.CounterFile{{
		Program: "cmd/go", Version: "go1.26.8", Counts: []counttest.Count{{Name: "go/invocations", Value: 7}, {Name: "go/subcommand:run", Value: 8}},
	}}))
	counttest.Put(t, dir, "upload/2026-11-15.json", []byte(`{"Week":"2026-11-15","LastWeek":"","X":0.25,"Programs":[
		{"Program":"cmd/go","Version":"go1.26.8","GoVersion":"go1.26.8","GOOS":"linux","GOARCH":"amd64","Counters":{"go/invocations":7},"Stacks":{}}],"Config":"v0.0.9"}`))
	stored := time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(dir, "upload", "2026-11-15.json"), stored, stored); err != nil {
		t.Fatal(err)
	}
	counttest.Put(t, dir, "local/local.2026-11-08.json", counttest.ReportJSON(t, "2026-11-08", nil))
	counttest.Put(t, dir, "local/local.2026-11-01.json", []byte("{"))
	counttest.Put(t, dir, "local/notes.json", []byte("{}"))

	c := ownUploadConfig(t)
	c.Date = "2026-08-20"
	got := counttest.AsJSON(t, previewOf(t, dir, Options{Mode: "on", Since: counttest.Day("2026-10-01"), Now: counttest.Noon, Config: c}))
	want := counttest.ParseJSON(t, `{"mode":"on","since":"2026-10-01","config":{"version":"v0.1.0","source":"cache","date":"2026-08-20","stale":true},"nextUpload":"2026-11-23","nextWeek":"2026-11-22",
	"uploads":{"lastWeek":"2026-11-15","lastAt":"2026-11-16T08:00:00Z","lastTry":null,"nextTry":null,"waiting":[],"blocked":[],
	 "unlisted":[{"program":"example.com/mine","version":"devel","goVersion":"go1.26.8","reason":"program-not-approved","newer":false}]},
	"weeks":[
	{"week":"2026-11-01","state":"withheld","wouldUpload":false,"when":null,"report":null,"sampled":[],"withheld":[],"judgedBy":null,
	 "reasons":[{"code":"unreadable","message":"not valid JSON: unexpected end of file at offset 1"}]},
	{"week":"2026-11-08","state":"withheld","wouldUpload":false,"when":null,"sampled":[],"withheld":[],"judgedBy":"v0.1.0",
	 "report":{"Week":"2026-11-08","LastWeek":"","Programs":null,"Config":"v0.1.0"},
	 "reasons":[{"code":"kept-local","message":"there is no record of an accepted upload: most likely the server or a proxy refused the report, and Go then deleted it"}]},
	{"week":"2026-11-15","state":"sent","wouldUpload":false,"when":null,"sampled":[],"judgedBy":"v0.1.0",
	 "withheld":[{"program":"cmd/go","version":"go1.26.8","counter":"go/subcommand:run","value":8,"reason":"counter-not-approved"}],
	 "report":{"Week":"2026-11-15","LastWeek":"","Config":"v0.0.9","Programs":[
		{"Program":"cmd/go","Version":"go1.26.8","GoVersion":"go1.26.8","GOOS":"linux","GOARCH":"amd64","Counters":{"go/invocations":7},"Stacks":{}}]},
	 "reasons":[{"code":"already-sent","message":"already uploaded"}]},
	{"week":"2026-11-22","state":"pending","wouldUpload":true,"when":"2026-11-23","reasons":[],"judgedBy":"v0.1.0",
	 "sampled":[{"program":"cmd/go","counter":"go/half","rate":0.5}],
	 "withheld":[
		{"program":"cmd/go","version":"go1.26.8","counter":"go/never","value":4,"reason":"rate-zero"},
		{"program":"cmd/go","version":"go1.26.8","counter":"go/subcommand:run","value":5,"reason":"counter-not-approved"},
		{"program":"example.com/mine","version":"devel","counter":"x\nf.g:+1,+0x2","value":6,"reason":"program-not-approved"}],
	 "report":{"Week":"2026-11-22","LastWeek":"2026-11-15","Config":"v0.1.0","Programs":[
		{"Program":"cmd/go","Version":"go1.26.8","GoVersion":"go1.26.8","GOOS":"linux","GOARCH":"amd64","Counters":{"go/half":2,"go/invocations":3},"Stacks":{}}]}}],
	"problems":[
	{"file":"local/local.2026-11-01.json","code":"corrupt","message":"not valid JSON: unexpected end of file at offset 1"},
	{"file":"local/notes.json","code":"foreign-report","message":"not named like a report; in mode on, Go's uploader crashes on a name this short"}]}`)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestReasons(t *testing.T) {
	file := func(begin, end string) map[string]string {
		return map[string]string{"local/a.v1.count": string(counttest.CounterFile{
			Program: "cmd/go", Version: "go1.26.8", Begin: begin, End: end, Counts: []counttest.Count{{Name: "go/invocations", Value: 1}},
		}.Bytes())}
	}
	report := `{"Week":"2026-11-15","X":0.75,"Programs":null}`
	config := ownUploadConfig(t)
	for _, test := range []struct {
		name    string
		files   map[string]string
		opt     Options
		state   string
		reasons []string
		when    string
	}{
		{"pending", file("2026-11-20", "2026-11-22"), Options{Mode: "on", Config: config}, weeks.Pending, nil, "2026-11-22"},
		{"running", file("2026-11-22", "2026-11-29"), Options{Mode: "on", Config: config}, weeks.Collecting, nil, "2026-11-29"},
		{
			"running, since today", file("2026-11-22", "2026-11-29"),
			Options{Mode: "on", Since: counttest.Day("2026-11-22"), Config: config},
			weeks.Collecting,
			[]string{BeforeOptIn},
			"",
		},
		{"local", file("2026-11-22", "2026-11-29"), Options{Mode: "local", Since: counttest.Day("2026-11-22"), Config: config}, weeks.Collecting, []string{ModeNotOn}, ""},
		{
			"all at once", file("2026-09-20", "2026-09-27"),
			Options{Mode: "on", Since: counttest.Day("2026-11-22")},
			weeks.Pending,
			[]string{BeforeOptIn, TooOld, NoConfig},
			"",
		},
		{"old and off", file("2026-09-20", "2026-09-27"), Options{Mode: "off", Config: config}, weeks.Pending, []string{ModeNotOn, TooOld}, ""},
		{
			"hardly ever", file("2026-11-20", "2026-11-22"),
			Options{Mode: "on", Config: ownUploadConfig(t, `"SampleRate": 1`, `"SampleRate": 0.01`)},
			weeks.Pending,
			[]string{SampledOut},
			"",
		},
		{
			"nearly always", file("2026-11-20", "2026-11-22"),
			Options{Mode: "on", Config: ownUploadConfig(t, `"SampleRate": 1`, `"SampleRate": 0.99`)},
			weeks.Pending,
			[]string{MaybeSampled},
			"2026-11-22",
		},
		{"ready without a config", map[string]string{"local/2026-11-15.json": report}, Options{Mode: "on"}, weeks.Ready, nil, "2026-11-22"},
		{
			"ready since the day",
			map[string]string{"local/2026-11-15.json": report},
			Options{Mode: "on", Since: counttest.Day("2026-11-15")},
			weeks.Ready,
			[]string{BeforeOptIn},
			"",
		},
		{"ready too early", map[string]string{"local/2026-11-23.json": report}, Options{Mode: "on"}, weeks.Ready, []string{InTheFuture}, ""},
		{
			"chance known",
			map[string]string{"local/local.2026-11-15.json": report},
			Options{Mode: "on", Config: ownUploadConfig(t, `"SampleRate": 1`, `"SampleRate": 0.7`)},
			weeks.Withheld,
			[]string{SampledOut, KeptLocal},
			"",
		},
		{
			"ended on the day after the choice",
			map[string]string{"local/local.2026-11-15.json": report},
			Options{Mode: "on", Since: counttest.Day("2026-11-14")},
			weeks.Withheld,
			[]string{NoConfig, BeforeOptIn, KeptLocal},
			"",
		},
		{
			"may have begun after the choice",
			map[string]string{"local/local.2026-11-15.json": report},
			Options{Mode: "on", Since: counttest.Day("2026-11-13")},
			weeks.Withheld,
			[]string{NoConfig, KeptLocal},
			"",
		},
		{
			"kept long ago",
			map[string]string{"local/local.2026-10-15.json": strings.ReplaceAll(report, "2026-11-15", "2026-10-15")},
			Options{Mode: "on"},
			weeks.Withheld,
			[]string{NoConfig, TooOld, KeptLocal},
			"",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range test.files {
				counttest.Put(t, dir, name, []byte(content))
			}
			test.opt.Now = counttest.Noon
			p := previewOf(t, dir, test.opt)
			if len(p.Weeks) != 1 {
				t.Fatalf("%d weeks, want 1", len(p.Weeks))
			}
			w := p.Weeks[0]
			var reasons []string
			for _, r := range w.Reasons {
				reasons = append(reasons, r.Code)
				if r.Message == "" {
					t.Errorf("reason %s has no message", r.Code)
				}
			}
			if d := cmp.Diff(test.reasons, reasons); d != "" || w.State != test.state {
				t.Errorf("state %s, want %s; reasons: (-want +got)\n%s", w.State, test.state, d)
			}
			when := ""
			if w.When != nil {
				when = *w.When
			}
			if when != test.when || w.WouldUpload != (test.when != "") {
				t.Errorf("would upload: %v, on %q; want %q", w.WouldUpload, when, test.when)
			}
		})
	}
}

func TestPreviewWeeks(t *testing.T) {
	dir := t.TempDir()
	counttest.FillReports(t, dir, 20, counttest.Noon)
	p := previewOf(t, dir, Options{Mode: "on", Now: counttest.Noon, Weeks: 3, Config: ownUploadConfig(t)})
	var got []string
	for _, w := range p.Weeks {
		got = append(got, w.Week)
	}
	if d := cmp.Diff([]string{"2026-11-08", "2026-11-15", "2026-11-22"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestShareOfReports checks that a percentage is rounded for people.
func TestShareOfReports(t *testing.T) {
	c := ownUploadConfig(t)
	c.SampleRate = 0.8
	p := &previewer{opt: Options{Mode: "on", Config: c}}
	var w Week
	p.explainSampling(&w)
	if want := "Go leaves out 20% of all reports at random"; len(w.Reasons) != 1 || w.Reasons[0].Message != want {
		t.Errorf("reasons %v, want %q", w.Reasons, want)
	}
}
