package upload

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestRefusedUploads checks the reasons for weeks with only a local report. Go deletes a
// report that the server refuses, and the local report doesn't show whether that
// happened or whether the report was not sampled.
func TestRefusedUploads(t *testing.T) {
	d := counttest.Days{Today: time.Now().UTC()}
	config := counttest.OwnConfig(t)
	proxy, cache := counttest.ProxyOf(t, "v0.1.0", config), counttest.ModCacheDir(t)
	goFile := counttest.CounterFile{Program: "cmd/go", Version: "go1.26.8", Begin: d.Ago(9), End: d.Ago(3), Counts: []counttest.Count{{Name: "go/invocations", Value: 3}}}
	for _, test := range []struct {
		name   string
		answer int
		mode   string
		state  string
		says   []string
		not    []string
	}{
		{"refused", http.StatusBadRequest, "on " + d.Ago(100), weeks.Withheld, []string{"there is no record of an accepted upload", "refused"}, []string{"sampled", "not on"}},
		{"refused by a proxy", http.StatusProxyAuthRequired, "on " + d.Ago(100), weeks.Withheld, []string{"proxy refused"}, nil},
		{"refused, undated", http.StatusForbidden, "on", weeks.Withheld, []string{"not on", "refused"}, nil},
		{"not now", http.StatusServiceUnavailable, "on " + d.Ago(100), weeks.Ready, nil, nil},
		{"not asked", http.StatusOK, "local " + d.Ago(100), weeks.Withheld, []string{"telemetry was not on when Go made the local report"}, []string{"refused"}},
		{"since the first day", http.StatusOK, "on " + d.Ago(9), weeks.Withheld, []string{"after the week began", "refused"}, nil},
		{"accepted", http.StatusOK, "on " + d.Ago(100), weeks.Sent, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := scene{mode: test.mode, files: map[string]counttest.CounterFile{"go": goFile}}
			dir := s.dir(t)
			in := inboxAnswering(t, test.answer)
			counttest.Task{Kind: "upload", Dir: dir, URL: in.URL, Now: d.Today}.Do(t, counttest.ProxyEnv(t, proxy, cache)...)
			cfg, err := uploadconfig.Parse(config)
			if err != nil {
				t.Fatal(err)
			}
			cfg.Version = "v0.1.0"
			opt := Options{Now: d.Today, Config: cfg}
			mode, since, _ := strings.Cut(test.mode, " ")
			if opt.Mode = mode; since != "" {
				opt.Since = counttest.Day(since)
			}
			w := previewOf(t, dir, opt).Weeks[0]
			if w.State != test.state {
				t.Fatalf("state %s, want %s", w.State, test.state)
			}
			text := ""
			for _, r := range w.Reasons {
				text += r.Message + "\n"
			}
			for _, want := range test.says {
				if !strings.Contains(text, want) {
					t.Errorf("the reasons lack %q:\n%s", want, text)
				}
			}
			for _, unwanted := range test.not {
				if strings.Contains(text, unwanted) {
					t.Errorf("the reasons contain %q:\n%s", unwanted, text)
				}
			}
		})
	}
}

// TestWhyKept checks that the random number of the local report rules out causes.
func TestWhyKept(t *testing.T) {
	half := ownUploadConfig(t, `"SampleRate": 1`, `"SampleRate": 0.5`)
	for _, test := range []struct {
		name, x, config string
		since           string
		use             *uploadconfig.Config
		sampled, refuse bool
	}{
		{"below the rate", "0.25", "v0.1.0", "2026-10-01", half, false, true},
		{"above the rate", "0.75", "v0.1.0", "2026-10-01", half, true, false},
		{"all are sampled", "0.75", "v0.1.0", "2026-10-01", ownUploadConfig(t), false, true},
		{"another config", "0.25", "v0.0.9", "2026-10-01", half, true, true},
		{"no config", "0.25", "v0.1.0", "2026-10-01", nil, true, true},
		{"not on", "0.25", notOnConfig, "2026-10-01", half, false, false},
	} {
		dir := t.TempDir()
		counttest.Put(t, dir, "local/local.2026-11-15.json", []byte(`{"Week":"2026-11-15","X":`+test.x+`,"Config":"`+test.config+`","Programs":null}`))
		w := previewOf(t, dir, Options{Mode: "on", Since: counttest.Day(test.since), Now: counttest.Noon, Config: test.use}).Weeks[0]
		why := w.Reasons[len(w.Reasons)-1]
		if why.Code != KeptLocal || strings.Contains(why.Message, "not sampled") != test.sampled || strings.Contains(why.Message, "refused") != test.refuse {
			t.Errorf("%s: %+v", test.name, why)
		}
	}
}

// TestUnusableDirectories can't run as root, whom permissions don't stop.
func TestUnusableDirectories(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("permissions do not stop root")
	}
	for _, name := range []string{"local", "upload"} {
		dir := t.TempDir()
		counttest.Put(t, dir, "local/2026-11-15.json", []byte(`{"Week":"2026-11-15"}`))
		counttest.Put(t, dir, "upload/x", nil)
		path := filepath.Join(dir, name)
		if err := os.Chmod(path, 0o555); err != nil {
			t.Fatal(err)
		}
		p := previewOf(t, dir, Options{Mode: "on", Now: counttest.Noon})
		_ = os.Chmod(path, 0o777)
		if len(p.Uploads.Blocked) != 1 || p.Uploads.Blocked[0].Code != BadDirectory || p.Weeks[0].WouldUpload {
			t.Errorf("%s: %+v", name, p.Uploads.Blocked)
		}
	}
}
