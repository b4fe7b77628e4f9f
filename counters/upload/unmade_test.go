package upload

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestUnmadeReport has the real uploader run without a module proxy, where it makes no
// report, and then with one.
func TestUnmadeReport(t *testing.T) {
	d := counttest.Days{Today: time.Now().UTC()}
	s := scene{mode: "on " + d.Ago(100), files: map[string]counttest.CounterFile{
		"go": {Program: "cmd/go", Version: "go1.26.8", Begin: d.Ago(15), End: d.Ago(9), Counts: []counttest.Count{{Name: "go/invocations", Value: 3}}},
	}}
	dir, in := s.dir(t), newInbox(t)
	upload := counttest.Task{Kind: "upload", Dir: dir, URL: in.URL, Now: d.Today}
	env := counttest.ProxyEnv(t, counttest.ProxyOf(t, "v0.1.0", counttest.OwnConfig(t)), counttest.ModCacheDir(t))
	upload.Do(t, append(slices.Clone(env), "GOPROXY=off")...)

	unmade := func(mode string, now time.Time) bool {
		p := previewOf(t, dir, Options{Mode: mode, Since: counttest.Day(d.Ago(100)), Now: now, Config: ownUploadConfig(t)})
		return slices.ContainsFunc(p.Uploads.Blocked, func(b Blocker) bool { return b.Code == NoReport && deref(b.Week) == d.Ago(9) })
	}
	now := time.Now().Add(RunTime)
	if unmade("on", time.Now()) {
		t.Error("reported while the uploader may be running")
	}
	if !unmade("on", now) {
		t.Error("the report that Go didn't make isn't reported")
	}
	if unmade("local", now) || unmade("on", now.AddDate(0, 0, 20)) {
		t.Error("reported in mode local, or when the week can't be uploaded anymore")
	}
	token := filepath.Join(dir, "local", "upload.token")
	for _, test := range []struct {
		ran, now time.Duration // after the end of the week
		want     bool
	}{
		{time.Hour, 9 * 24 * time.Hour, false},
		{30 * time.Hour, 6 * 24 * time.Hour, false},
		{30 * time.Hour, 8 * 24 * time.Hour, true},
		{10 * 24 * time.Hour, 8 * 24 * time.Hour, false}, // a wrong clock
	} {
		end := counttest.Day(d.Ago(9))
		if err := os.Chtimes(token, time.Time{}, end.Add(test.ran)); err != nil {
			t.Fatal(err)
		}
		if got := unmade("on", end.Add(test.now)); got != test.want {
			t.Errorf("the uploader ran after %v, now after %v: reported: %v", test.ran, test.now, got)
		}
	}
	before := counttest.Day(d.Ago(9))
	if err := os.Chtimes(token, before, before); err != nil { // so that the uploader runs
		t.Fatal(err)
	}
	upload.Do(t, env...)
	p := previewOf(t, dir, Options{Mode: "on", Since: counttest.Day(d.Ago(100)), Now: time.Now(), Config: ownUploadConfig(t)})
	if p.Weeks[0].State != weeks.Sent || unmade("on", time.Now()) {
		t.Errorf("not uploaded: %+v", p.Weeks)
	}
}
