package upload

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestReasonsOfAnUploadedWeek has the real uploader upload a week. Later, another upload
// config is the latest: what the report lacks is still explained by the one that the
// uploader used.
func TestReasonsOfAnUploadedWeek(t *testing.T) {
	d := counttest.Days{Today: time.Now().UTC()}
	s := scene{mode: "on " + d.Ago(100), files: map[string]counttest.CounterFile{
		"go": {Program: "cmd/go", Version: "go1.26.8", Begin: d.Ago(9), End: d.Ago(3), Counts: []counttest.Count{
			{Name: "go/invocations", Value: 3}, {Name: "go/subcommand:mod-tidy", Value: 9}, {Name: "go/never", Value: 2},
		}},
		"tool": {Program: "example.com/mine", Version: "v1.0.0", GoVersion: "go1.26.8", Begin: d.Ago(9), End: d.Ago(3), Counts: []counttest.Count{{Name: "x", Value: 1}}},
	}, arrange: mkdir("debug")}
	dir, cache, in := s.dir(t), counttest.ModCacheDir(t), newInbox(t)
	before := counttest.OwnConfig(t)
	counttest.Task{Kind: "upload", Dir: dir, URL: in.URL, Now: d.Today}.Do(t, counttest.ProxyEnv(t, counttest.ProxyOf(t, "v0.1.0", before), cache)...)

	// The later config approves everything that the go command counted.
	later, err := uploadconfig.Parse(counttest.OwnConfig(t, `"go/never"`, `"go/subcommand:mod-tidy"`))
	if err != nil {
		t.Fatal(err)
	}
	later.Version = "v0.2.0"
	opt := Options{Mode: "on", Since: counttest.Day(d.Ago(100)), Now: d.Today, Config: later}
	for _, test := range []struct {
		modCache, judgedBy string
		reasons            []string
	}{
		{cache, "v0.1.0", []string{"go/never: rate-zero", "go/subcommand:mod-tidy: counter-not-approved", "x: program-not-approved"}},
		{t.TempDir(), "v0.2.0", []string{"go/never: counter-not-approved", "go/subcommand:mod-tidy: rate-zero", "x: program-not-approved"}},
		{"", "v0.2.0", []string{"go/never: counter-not-approved", "go/subcommand:mod-tidy: rate-zero", "x: program-not-approved"}},
	} {
		opt.ModCache = test.modCache
		p := previewOf(t, dir, opt)
		if p.Weeks[0].Week != d.Ago(3) || p.Weeks[0].State != "sent" || p.Weeks[0].Report.Config != "v0.1.0" {
			t.Fatalf("not uploaded: %+v\n%s", p.Weeks, uploaderLog(dir))
		}
		w := p.Weeks[0]
		var reasons []string
		for _, c := range w.Withheld {
			reasons = append(reasons, c.Counter+": "+c.Reason)
		}
		slices.Sort(reasons)
		if diff := cmp.Diff(test.reasons, reasons); diff != "" || deref(w.JudgedBy) != test.judgedBy {
			t.Errorf("judged by %s, want %s; (-want +got)\n%s", deref(w.JudgedBy), test.judgedBy, diff)
		}
	}

	log := ReadDebugLog(dir)
	if text := strings.Join(log.Lines, "\n"); log.Problem != nil || !strings.Contains(text, "Uploaded "+d.Ago(3)+".json") || strings.Contains(text, dir) {
		t.Errorf("the log: %+v", log)
	}
}

func TestWhatAnOwnConfigSamples(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "local/local.2026-11-15.json", counttest.ReportJSON(t, "2026-11-15", []counttest.CounterFile{{
		Program: "cmd/go", Version: "go1.26.8", Counts: []counttest.Count{{Name: "go/half", Value: 7}, {Name: "go/invocations", Value: 8}},
	}}))
	for config, want := range map[string]string{"v0.1.0": NotSampled, "v0.0.9": NotInReport, "../..": NotInReport} {
		counttest.Put(t, dir, "upload/2026-11-15.json", []byte(`{"Week":"2026-11-15","LastWeek":"","X":0.9,"Programs":[],"Config":"`+config+`"}`))
		p := previewOf(t, dir, Options{Mode: "on", Now: counttest.Noon, Config: ownUploadConfig(t), ModCache: t.TempDir()})
		if w := p.Weeks[0].Withheld; len(w) != 2 || w[0].Reason != want || w[1].Reason != NotInReport {
			t.Errorf("of %s: %+v, want %s", config, w, want)
		}
	}
}
