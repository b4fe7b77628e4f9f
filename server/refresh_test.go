package server

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// cachedConfig adds version v0.0.9 of an upload config to a module cache, downloaded
// age before today.
func cachedConfig(t *testing.T, age time.Duration) setup {
	t.Helper()
	return cachedConfigOf(t, age, `{"GoVersion":["go1.26.0"],"Programs":[{"Name":"cmd/go","Versions":["go1.26.0"],"Counters":[{"Name":"go/x","Rate":1}]}]}`)
}

// cachedConfigOf is like cachedConfig, for an upload config with that content.
func cachedConfigOf(t *testing.T, age time.Duration, config string) setup {
	t.Helper()
	cache := t.TempDir()
	at := today.Add(-age)
	for name, text := range map[string]string{
		"golang.org/x/telemetry/config@v0.0.9/config.json":            config,
		"cache/download/golang.org/x/telemetry/config/@v/v0.0.9.info": `{"Version":"v0.0.9","Time":"` + at.AddDate(0, -1, 0).Format(time.RFC3339) + `"}`,
	} {
		path := filepath.Join(cache, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	return func(_ *session, o *Options) { o.ModCache = cache }
}

type configSeen struct {
	Version, Source string
	Stale           bool
}

// previewConfig runs the preview and returns its config.
func (s *session) previewConfig() configSeen {
	s.t.Helper()
	var p struct{ Config configSeen }
	s.Execute("telemetry-ls.preview", nil, &p)
	return p.Config
}

// TestOldConfigIsRefreshed checks that in mode on, an old config is refreshed before
// the preview, as Go does.
func TestOldConfigIsRefreshed(t *testing.T) {
	old, now := configSeen{"v0.0.9", "cache", true}, configSeen{"v0.1.0", "download", false}
	for name, test := range map[string]struct {
		mode     string
		age      time.Duration
		settings map[string]any
		failure  error
		want     configSeen
		tries    int32
	}{
		"on, old":            {"on 2026-01-01", 25 * time.Hour, nil, nil, now, 1},
		"on, new":            {"on 2026-01-01", time.Hour, nil, nil, configSeen{"v0.0.9", "cache", false}, 0},
		"on, download fails": {"on 2026-01-01", 25 * time.Hour, nil, errors.New("offline"), old, 1},
		"on, cached":         {"on 2026-01-01", 25 * time.Hour, map[string]any{"uploadConfig": "cached"}, nil, old, 0},
		"local":              {"local 2026-01-01", 25 * time.Hour, nil, nil, old, 0},
		"off":                {"off 2026-01-01", 25 * time.Hour, nil, nil, old, 0},
		"on without a date":  {"on", 25 * time.Hour, nil, nil, now, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var n atomic.Int32
			s := start(t, chosen(test.mode), aReport, cachedConfig(t, test.age), downloads(&n, test.failure))
			s.initialize(nil, test.settings)
			for range 3 {
				if d := cmp.Diff(test.want, s.previewConfig()); d != "" {
					t.Errorf("(-want +got)\n%s", d)
				}
			}
			if n.Load() != test.tries {
				t.Errorf("downloaded %d times, want %d", n.Load(), test.tries)
			}
		})
	}
}

// TestRefreshIsNoted checks that another process needn't download what this one has
// learned.
func TestRefreshIsNoted(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("on 2026-01-01"), aReport, cachedConfig(t, 25*time.Hour), func(_ *session, o *Options) {
		o.Download = func(context.Context, []string) (*uploadconfig.Config, error) {
			n.Add(1)
			return uploadconfig.Cached(o.ModCache) // it still is the latest
		}
	})
	s.initialize(nil, nil)
	if got := s.previewConfig(); got.Stale || got.Version != "v0.0.9" {
		t.Errorf("%+v", got)
	}
	note := uploadconfig.ReadLatest(filepath.Join(s.cache, Name))
	if note.Version != "v0.0.9" || !note.At.Equal(today) || note.ModCache == "" || n.Load() != 1 {
		t.Errorf("%+v after %d downloads", note, n.Load())
	}
}

// TestNoNoteInTheWorkspace checks that neither notes nor pages are written to the
// workspace.
func TestNoNoteInTheWorkspace(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("on 2026-01-01"), aReport, cachedConfig(t, 25*time.Hour), downloads(&n, nil))
	s.Answer("window/showDocument", func(json.RawMessage) (any, *lsptest.Error) { return map[string]any{"success": true}, nil })
	s.initializeIn([]string{filepath.Dir(s.cache)}, map[string]any{"window": map[string]any{"showDocument": map[string]any{"support": true}}}, nil)
	s.previewConfig()
	s.Execute("telemetry-ls.open", map[string]any{"document": "preview"}, new(any))
	shown := s.AwaitMethod("window/showDocument", nil)
	if _, err := os.Stat(s.cache); err == nil || strings.Contains(string(shown.Params), filepath.Dir(s.cache)) {
		t.Errorf("%s has files, or the editor shows one of them: %s", s.cache, shown.Params)
	}
}

// TestRefreshIsOffered checks that in mode local, a refresh is offered once, and that
// the question names the current upload config.
func TestRefreshIsOffered(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("local 2026-01-01"), aReport, cachedConfig(t, 25*time.Hour), downloads(&n, nil))
	asked := make(chan string, 10)
	s.Answer("window/showMessageRequest", func(params json.RawMessage) (any, *lsptest.Error) {
		asked <- string(params)
		return map[string]any{"title": "Download"}, nil
	})
	s.initialize(contentClient, nil)
	s.Answer("workspace/textDocumentContent/refresh", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	var content struct{ Text string }
	s.Result("workspace/textDocumentContent", map[string]any{"uri": "go-telemetry:///preview.md"}, &content)
	if !strings.Contains(content.Text, "v0.0.9 (2026-10-21)") || !strings.Contains(content.Text, "may be out of date") {
		t.Errorf("the page doesn't name its upload config:\n%s", content.Text)
	}
	if question := <-asked; !strings.Contains(question, "v0.0.9 (2026-10-21), may be out of date") {
		t.Errorf("asked %s", question)
	}
	s.AwaitMethod("workspace/textDocumentContent/refresh", nil)
	s.Result("workspace/textDocumentContent", map[string]any{"uri": "go-telemetry:///preview.md"}, &content)
	if !strings.Contains(content.Text, "v0.1.0") || strings.Contains(content.Text, "out of date") || n.Load() != 1 || len(asked) != 0 {
		t.Errorf("after %d downloads, asked %d times more:\n%s", n.Load(), len(asked), content.Text)
	}
}

// TestAStuckDownload checks that requests that have waited long enough, or are
// cancelled, do without a stuck download.
func TestAStuckDownload(t *testing.T) {
	begun, ended := make(chan struct{}), make(chan struct{})
	s := start(t, chosen("on 2026-01-01"), aReport, cachedConfig(t, 25*time.Hour), func(_ *session, o *Options) {
		o.Download = func(ctx context.Context, _ []string) (*uploadconfig.Config, error) {
			close(begun)
			<-ctx.Done()
			close(ended)
			return nil, ctx.Err()
		}
	})
	s.initialize(nil, nil)
	first := s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.preview", nil))
	<-begun
	second := s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.preview", nil))
	s.Notify("$/cancelRequest", map[string]any{"id": second})
	if m := s.Response(second); m.Error == nil || m.Error.Code != -32800 {
		t.Errorf("the second: %+v, want it cancelled", m)
	}
	select {
	case <-ended:
		t.Error("the download ended while the first request waits for it")
	default:
	}
	s.Notify("$/cancelRequest", map[string]any{"id": first})
	s.Response(first)
	<-ended // no request waits for it
}

func TestLateRequestsDontWait(t *testing.T) {
	c, cancelled := &configs{}, false
	stuck := &flight{done: make(chan struct{}), begun: time.Now().Add(-joinFor), cancel: func() { cancelled = true }, waiting: 2}
	if c.await(t.Context(), stuck, false) || stuck.waiting != 1 || cancelled {
		t.Errorf("%d requests wait, cancelled: %v; want the first to keep waiting", stuck.waiting, cancelled)
	}
}

// TestDownloadKnowsTheWorkspace checks that a download gets the workspace folders as
// they are when it begins.
func TestDownloadKnowsTheWorkspace(t *testing.T) {
	var got []string
	s := start(t, chosen("on 2026-01-01"), aReport, func(_ *session, o *Options) {
		o.Download = func(_ context.Context, workspace []string) (*uploadconfig.Config, error) {
			got = workspace
			return &uploadconfig.Config{Version: "v0.1.0"}, nil
		}
	})
	a, b, c := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "with space")
	s.initializeIn([]string{a, b}, nil, nil)
	s.Notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{
		"added": []any{map[string]any{"uri": fileURI(c), "name": "c"}, map[string]any{"uri": "untitled:x"}}, "removed": []any{map[string]any{"uri": fileURI(a)}},
	}})
	s.previewConfig()
	if d := cmp.Diff([]string{b, c}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestWorkspaceOfInitialize(t *testing.T) {
	for params, want := range map[string][]string{
		`{"workspaceFolders":[{"uri":"file:///a"},{"uri":"vscode-remote://x/b"}],"rootUri":"file:///c","rootPath":"/d"}`: {"/a"},
		`{"workspaceFolders":null,"rootUri":"file:///c%20c","rootPath":"/d"}`:                                            {"/c c"},
		`{"workspaceFolders":[],"rootUri":null,"rootPath":"/d"}`:                                                         {"/d"},
		`{"workspaceFolders":"x","rootUri":1,"rootPath":{}}`:                                                             nil,
		`{}`: nil,
	} {
		var p initializeParams
		if err := json.Unmarshal([]byte(params), &p); err != nil {
			t.Fatal(err)
		}
		var w workspace
		w.begin(&p)
		if d := cmp.Diff(want, w.folders); d != "" {
			t.Errorf("%s: (-want +got)\n%s", params, d)
		}
	}
}

// TestFolderInOtherSpellings checks that the server recognizes a workspace folder in
// every spelling of its URI.
func TestFolderInOtherSpellings(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows paths look different")
	}
	for raw, want := range map[string]string{
		"file:///a/b%20c":            "/a/b c",
		"FILE:///a":                  "/a",
		"File:/a":                    "/a",
		"file://localhost/a":         "/a",
		"file://LOCALHOST/re%70o":    "/repo",
		"FILE://Localhost/a":         "/a",
		"file://localhost.example/x": "//localhost.example/x",
		"file://host/share":          "//host/share",
		"/a/b%20c":                   "/a/b%20c",
		"a":                          "",
		"":                           "",
		"file":                       "",
		"untitled:/a":                "",
		"vscode-remote://x/a":        "",
	} {
		if got := folderPath(raw); got != want {
			t.Errorf("folderPath(%q) = %q, want %q", raw, got, want)
		}
	}
}

// TestFolderOfADocument checks that directories of documents count as workspace:
// Neovim names no folders, and any editor opens files outside its folders. They still
// count after the last document is closed.
func TestFolderOfADocument(t *testing.T) {
	var got []string
	s := start(t, chosen("on 2026-01-01"), aReport, func(_ *session, o *Options) {
		o.Download = func(_ context.Context, workspace []string) (*uploadconfig.Config, error) {
			got = workspace
			return &uploadconfig.Config{Version: "v0.1.0"}, nil
		}
	})
	s.initialize(nil, nil)
	open := func(uri string) map[string]any {
		return map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "go", "version": 1, "text": ""}}
	}
	a, b := t.TempDir(), t.TempDir()
	for _, file := range []string{filepath.Join(a, "a.go"), filepath.Join(a, "b.go"), filepath.Join(b, "go.mod")} {
		s.Notify("textDocument/didOpen", open(fileURI(file)))
		s.Notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": fileURI(file)}})
	}
	s.Notify("textDocument/didOpen", open("untitled:x"))
	s.previewConfig()
	if d := cmp.Diff([]string{a, b}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
