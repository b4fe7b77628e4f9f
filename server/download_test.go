package server

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// downloads counts the downloads of the upload config.
func downloads(n *atomic.Int32, err error) setup {
	return func(_ *session, o *Options) {
		o.Download = func(context.Context, []string) (*uploadconfig.Config, error) {
			n.Add(1)
			if err != nil {
				return nil, err
			}
			return &uploadconfig.Config{Version: "v0.1.0", Source: uploadconfig.FromDownload}, nil
		}
	}
}

// aReport is a week to preview.
var aReport = withFile("go/telemetry/local/local.2026-11-15.json",
	`{"Week":"2026-11-15","LastWeek":"","X":0.5,"Programs":[{"Program":"cmd/go","Version":"go1.26.0","GoVersion":"go1.26.0",`+
		`"GOOS":"linux","GOARCH":"amd64","Counters":{"go/subcommand:build":3},"Stacks":{}}],"Config":"v0.1.0"}`)

// configVersion runs the preview and returns the version of its config, "" for none.
func (s *session) configVersion() string {
	s.t.Helper()
	var p struct{ Config *struct{ Version string } }
	s.Execute("telemetry-ls.preview", nil, &p)
	if p.Config == nil {
		return ""
	}
	return p.Config.Version
}

func TestDownloadInModeOn(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("on 2026-01-01"), aReport, downloads(&n, nil))
	s.initialize(nil, nil)
	for range 2 {
		if got := s.configVersion(); got != "v0.1.0" {
			t.Errorf("config %q", got)
		}
	}
	if n.Load() != 1 {
		t.Errorf("downloaded %d times, want once", n.Load())
	}
}

func TestDownloadOnlyAfterConsent(t *testing.T) {
	for answer, want := range map[string]int32{"Download": 1, "Not now": 0, "": 0} {
		var n atomic.Int32
		s := start(t, chosen("local 2026-01-01"), aReport, downloads(&n, nil))
		asked := s.answerWith(answer, answer)
		s.initialize(nil, nil)
		if got := s.configVersion(); got != "" || n.Load() != 0 && want == 0 {
			t.Errorf("%q: config %q before an answer", answer, got)
		}
		if offered := s.wantAsked(asked); len(offered) != 2 {
			t.Errorf("offered %q", offered)
		}
		if want == 1 {
			for deadline := time.Now().Add(time.Minute); s.configVersion() == ""; { // until the download has ended
				if time.Now().After(deadline) {
					t.Fatal("the download never ends")
				}
			}
		} else {
			s.configVersion() // must not ask a second time
		}
		if n.Load() != want || len(asked) != 0 {
			t.Errorf("%q: downloaded %d times, want %d; asked %d times more", answer, n.Load(), want, len(asked))
		}
	}
}

func TestNoDownloadBySetting(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("on 2026-01-01"), aReport, downloads(&n, nil))
	s.initialize(nil, map[string]any{"uploadConfig": "cached"})
	if got := s.configVersion(); got != "" || n.Load() != 0 {
		t.Errorf("config %q after %d downloads", got, n.Load())
	}
}

// TestFailedDownload checks that a failed download is reported once, and not repeated
// at every look.
func TestFailedDownload(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("on 2026-01-01"), aReport, downloads(&n, errors.New("no route to the proxy")))
	s.initialize(nil, nil)
	for range 3 {
		if got := s.configVersion(); got != "" {
			t.Errorf("config %q", got)
		}
	}
	said := s.Count(func(m lsptest.Message) bool {
		return m.Method == "window/showMessage" && strings.Contains(string(m.Params), "no route to the proxy")
	})
	if n.Load() != 1 || said != 1 {
		t.Errorf("tried %d times and reported %d times, want once each", n.Load(), said)
	}
}

// TestNothingToPreview checks that the config isn't downloaded if there is no week to
// preview.
func TestNothingToPreview(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("on 2026-01-01"), downloads(&n, nil))
	s.initialize(nil, nil)
	if got := s.configVersion(); got != "" || n.Load() != 0 {
		t.Errorf("config %q after %d downloads", got, n.Load())
	}
}

// TestLiveLooksDontDownload checks that only a user's request downloads the config.
// The page was opened when there was nothing to download; in mode on there would be.
func TestLiveLooksDontDownload(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("local 2026-01-01"), aReport, downloads(&n, nil))
	s.Answer("workspace/textDocumentContent/refresh", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	s.initialize(contentClient, map[string]any{"prompt": "never"})
	var content struct{ Text string }
	s.Result("workspace/textDocumentContent", map[string]any{"uri": "go-telemetry:///preview.md"}, &content)
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, new(any))
	s.AwaitMethod("workspace/textDocumentContent/refresh", nil)
	s.Result("workspace/textDocumentContent", map[string]any{"uri": "go-telemetry:///preview.md"}, &content)
	if n.Load() != 0 || !strings.Contains(content.Text, "The mode is **on**") {
		t.Errorf("downloaded %d times for a page that is already open:\n%s", n.Load(), content.Text)
	}
}

// TestOneDownload checks that concurrent requests share one download.
func TestOneDownload(t *testing.T) {
	for _, failure := range []error{nil, errors.New("no route to the proxy")} {
		var n atomic.Int32
		s := start(t, chosen("on 2026-01-01"), aReport, downloads(&n, failure))
		s.initialize(nil, nil)
		var ids []int
		for range 5 {
			ids = append(ids, s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.preview", nil)))
		}
		for _, id := range ids {
			m := s.Response(id)
			if got := strings.Contains(string(m.Result), `"version":"v0.1.0"`); m.Error != nil || got != (failure == nil) {
				t.Errorf("with error %v: %s, %+v", failure, m.Result, m.Error)
			}
		}
		if n.Load() != 1 {
			t.Errorf("with error %v: downloaded %d times, want once", failure, n.Load())
		}
	}
}

// TestProgress checks that long work shows progress that ends, and can be cancelled.
func TestProgress(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"), aReport, func(_ *session, o *Options) {
		o.Download = func(ctx context.Context, _ []string) (*uploadconfig.Config, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}
	})
	s.Answer("window/workDoneProgress/create", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	s.initialize(map[string]any{"window": map[string]any{"workDoneProgress": true}}, nil)
	id := s.Request("workspace/executeCommand", map[string]any{"command": "telemetry-ls.preview"})
	begin := s.AwaitMethod("$/progress", func(p string) bool { return strings.Contains(p, `"kind":"begin"`) })
	var p struct{ Token string }
	if err := json.Unmarshal(begin.Params, &p); err != nil {
		t.Fatal(err)
	}
	s.Notify("window/workDoneProgress/cancel", map[string]any{"token": p.Token})
	s.AwaitMethod("$/progress", func(p string) bool { return strings.Contains(p, `"kind":"end"`) })
	if m := s.Response(id); m.Error != nil {
		t.Errorf("the preview failed: %+v; want a preview without a config", m.Error)
	}
	if n := s.Count(func(m lsptest.Message) bool { return m.Method == "window/showMessage" }); n != 0 {
		t.Errorf("%d messages about the user's own cancellation", n)
	}
}
