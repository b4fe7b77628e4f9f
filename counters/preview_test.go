package counters

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func ownUploadConfig(t *testing.T, oldnew ...string) *UploadConfig {
	t.Helper()
	c, err := ParseUploadConfig(ownConfig(t, oldnew...))
	if err != nil {
		t.Fatal(err)
	}
	c.Version, c.Source = "v0.1.0", FromCache
	return c
}

func TestPreviewOfNothing(t *testing.T) {
	got := asJSON(t, previewOf(t, t.TempDir(), PreviewOptions{Mode: "local", Now: noon}))
	want := parseJSON(t, `{"mode":"local","since":null,"config":null,"nextUpload":null,"nextWeek":null,"weeks":[],
	"uploads":{"lastWeek":null,"lastAt":null,"lastTry":null,"nextTry":null,"waiting":[],"blocked":[]},"problems":[]}`)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestPreview(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "local/a.v1.count", countFile{
		program: "cmd/go", version: "go1.26.8", begin: "2026-11-20", end: "2026-11-22",
		counts: []testCount{{"go/invocations", 3}, {"go/half", 2}, {"go/never", 4}, {"go/subcommand:run", 5}},
	}.bytes())
	put(t, dir, "local/b.v1.count", countFile{
		program: "example.com/mine", version: "devel", begin: "2026-11-21", end: "2026-11-22",
		counts: []testCount{{"x\nf.g:+1,+0x2", 6}},
	}.bytes())
	put(t, dir, "local/local.2026-11-15.json", reportJSON(t, "2026-11-15", []countFile{{
		program: "cmd/go", version: "go1.26.8", counts: []testCount{{"go/invocations", 7}, {"go/subcommand:run", 8}},
	}}))
	put(t, dir, "upload/2026-11-15.json", []byte(`{"Week":"2026-11-15","LastWeek":"","X":0.25,"Programs":[
		{"Program":"cmd/go","Version":"go1.26.8","GoVersion":"go1.26.8","GOOS":"linux","GOARCH":"amd64","Counters":{"go/invocations":7},"Stacks":{}}],"Config":"v0.0.9"}`))
	stored := time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(dir, "upload", "2026-11-15.json"), stored, stored); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "local/local.2026-11-08.json", reportJSON(t, "2026-11-08", nil))
	put(t, dir, "local/local.2026-11-01.json", []byte("{"))
	put(t, dir, "local/notes.json", []byte("{}"))

	c := ownUploadConfig(t)
	c.Date = "2026-08-20"
	got := asJSON(t, previewOf(t, dir, PreviewOptions{Mode: "on", Since: day("2026-10-01"), Now: noon, Config: c}))
	want := parseJSON(t, `{"mode":"on","since":"2026-10-01","config":{"version":"v0.1.0","source":"cache","date":"2026-08-20","stale":true},"nextUpload":"2026-11-23","nextWeek":"2026-11-22",
	"uploads":{"lastWeek":"2026-11-15","lastAt":"2026-11-16T08:00:00Z","lastTry":null,"nextTry":null,"waiting":[],"blocked":[]},
	"weeks":[
	{"week":"2026-11-01","state":"withheld","wouldUpload":false,"when":null,"report":null,"sampled":[],"withheld":[],
	 "reasons":[{"code":"unreadable","message":"not JSON: it ends too early at offset 1"}]},
	{"week":"2026-11-08","state":"withheld","wouldUpload":false,"when":null,"sampled":[],"withheld":[],
	 "report":{"Week":"2026-11-08","LastWeek":"","Programs":null,"Config":"v0.1.0"},
	 "reasons":[{"code":"kept-local","message":"no accepted upload is on record: most likely the server or a proxy refused the report, and Go then deleted it"}]},
	{"week":"2026-11-15","state":"sent","wouldUpload":false,"when":null,"sampled":[],
	 "withheld":[{"program":"cmd/go","version":"go1.26.8","counter":"go/subcommand:run","value":8,"reason":"counter-not-approved"}],
	 "report":{"Week":"2026-11-15","LastWeek":"","Config":"v0.0.9","Programs":[
		{"Program":"cmd/go","Version":"go1.26.8","GoVersion":"go1.26.8","GOOS":"linux","GOARCH":"amd64","Counters":{"go/invocations":7},"Stacks":{}}]},
	 "reasons":[{"code":"already-sent","message":"it was uploaded"}]},
	{"week":"2026-11-22","state":"pending","wouldUpload":true,"when":"2026-11-23","reasons":[],
	 "sampled":[{"program":"cmd/go","counter":"go/half","rate":0.5}],
	 "withheld":[
		{"program":"cmd/go","version":"go1.26.8","counter":"go/never","value":4,"reason":"rate-zero"},
		{"program":"cmd/go","version":"go1.26.8","counter":"go/subcommand:run","value":5,"reason":"counter-not-approved"},
		{"program":"example.com/mine","version":"devel","counter":"x\nf.g:+1,+0x2","value":6,"reason":"program-not-approved"}],
	 "report":{"Week":"2026-11-22","LastWeek":"2026-11-15","Config":"v0.1.0","Programs":[
		{"Program":"cmd/go","Version":"go1.26.8","GoVersion":"go1.26.8","GOOS":"linux","GOARCH":"amd64","Counters":{"go/half":2,"go/invocations":3},"Stacks":{}}]}}],
	"problems":[
	{"file":"local/local.2026-11-01.json","code":"corrupt","message":"not JSON: it ends too early at offset 1"},
	{"file":"local/notes.json","code":"foreign-report","message":"not named like a report; Go's uploader crashes on such a short name in mode on"}]}`)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestReasons(t *testing.T) {
	file := func(begin, end string) map[string]string {
		return map[string]string{"local/a.v1.count": string(countFile{
			program: "cmd/go", version: "go1.26.8", begin: begin, end: end, counts: []testCount{{"go/invocations", 1}},
		}.bytes())}
	}
	report := `{"Week":"2026-11-15","X":0.75,"Programs":null}`
	config := ownUploadConfig(t)
	for _, test := range []struct {
		name    string
		files   map[string]string
		opt     PreviewOptions
		state   string
		reasons []string
		when    string
	}{
		{"pending", file("2026-11-20", "2026-11-22"), PreviewOptions{Mode: "on", Config: config}, Pending, nil, "2026-11-22"},
		{"running", file("2026-11-22", "2026-11-29"), PreviewOptions{Mode: "on", Config: config}, Collecting, nil, "2026-11-29"},
		{
			"running, since today", file("2026-11-22", "2026-11-29"),
			PreviewOptions{Mode: "on", Since: day("2026-11-22"), Config: config},
			Collecting,
			[]string{BeforeOptIn},
			"",
		},
		{"local", file("2026-11-22", "2026-11-29"), PreviewOptions{Mode: "local", Since: day("2026-11-22"), Config: config}, Collecting, []string{ModeNotOn}, ""},
		{
			"all at once", file("2026-09-20", "2026-09-27"),
			PreviewOptions{Mode: "on", Since: day("2026-11-22")},
			Pending,
			[]string{BeforeOptIn, TooOld, NoConfig},
			"",
		},
		{"old and off", file("2026-09-20", "2026-09-27"), PreviewOptions{Mode: "off", Config: config}, Pending, []string{ModeNotOn, TooOld}, ""},
		{
			"hardly ever", file("2026-11-20", "2026-11-22"),
			PreviewOptions{Mode: "on", Config: ownUploadConfig(t, `"SampleRate": 1`, `"SampleRate": 0.01`)},
			Pending,
			[]string{SampledOut},
			"",
		},
		{
			"nearly always", file("2026-11-20", "2026-11-22"),
			PreviewOptions{Mode: "on", Config: ownUploadConfig(t, `"SampleRate": 1`, `"SampleRate": 0.99`)},
			Pending,
			[]string{MaybeSampled},
			"2026-11-22",
		},
		{"ready without a config", map[string]string{"local/2026-11-15.json": report}, PreviewOptions{Mode: "on"}, Ready, nil, "2026-11-22"},
		{
			"ready since the day",
			map[string]string{"local/2026-11-15.json": report},
			PreviewOptions{Mode: "on", Since: day("2026-11-15")},
			Ready,
			[]string{BeforeOptIn},
			"",
		},
		{"ready too early", map[string]string{"local/2026-11-23.json": report}, PreviewOptions{Mode: "on"}, Ready, []string{InTheFuture}, ""},
		{
			"chance known",
			map[string]string{"local/local.2026-11-15.json": report},
			PreviewOptions{Mode: "on", Config: ownUploadConfig(t, `"SampleRate": 1`, `"SampleRate": 0.7`)},
			Withheld,
			[]string{SampledOut, KeptLocal},
			"",
		},
		{
			"ended on the day after the choice",
			map[string]string{"local/local.2026-11-15.json": report},
			PreviewOptions{Mode: "on", Since: day("2026-11-14")},
			Withheld,
			[]string{NoConfig, BeforeOptIn, KeptLocal},
			"",
		},
		{
			"may have begun after the choice",
			map[string]string{"local/local.2026-11-15.json": report},
			PreviewOptions{Mode: "on", Since: day("2026-11-13")},
			Withheld,
			[]string{NoConfig, KeptLocal},
			"",
		},
		{
			"kept long ago",
			map[string]string{"local/local.2026-10-15.json": strings.ReplaceAll(report, "2026-11-15", "2026-10-15")},
			PreviewOptions{Mode: "on"},
			Withheld,
			[]string{NoConfig, TooOld, KeptLocal},
			"",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, content := range test.files {
				put(t, dir, name, []byte(content))
			}
			test.opt.Now = noon
			p := previewOf(t, dir, test.opt)
			if len(p.Weeks) != 1 {
				t.Fatalf("%d weeks, want 1", len(p.Weeks))
			}
			w := p.Weeks[0]
			var reasons []string
			for _, r := range w.Reasons {
				reasons = append(reasons, r.Code)
				if r.Message == "" {
					t.Errorf("reason %s without a word", r.Code)
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
	fillReports(t, dir, 20, noon)
	p := previewOf(t, dir, PreviewOptions{Mode: "on", Now: noon, Weeks: 3, Config: ownUploadConfig(t)})
	var got []string
	for _, w := range p.Weeks {
		got = append(got, w.Week)
	}
	if d := cmp.Diff([]string{"2026-11-08", "2026-11-15", "2026-11-22"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// A share is a number that people read, not one that a computer stores.
func TestShareOfReports(t *testing.T) {
	c := ownUploadConfig(t)
	c.SampleRate = 0.8
	p := &previewer{opt: PreviewOptions{Mode: "on", Config: c}}
	var w PreviewWeek
	p.sampling(&w)
	if want := "20 % of all reports are left out at random"; len(w.Reasons) != 1 || w.Reasons[0].Message != want {
		t.Errorf("reasons %v, want %q", w.Reasons, want)
	}
}
