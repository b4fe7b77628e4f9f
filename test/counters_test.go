package test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// contentClient is an editor that asks for the text of pages.
func (h *home) contentClient() *lsptest.Editor {
	e := h.start(serverPath)
	e.Answer("workspace/textDocumentContent/refresh", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	var result any
	e.Result("initialize", map[string]any{
		"processId": os.Getpid(), "capabilities": map[string]any{"workspace": map[string]any{"textDocumentContent": map[string]any{}}},
		"initializationOptions": map[string]any{"prompt": "never"},
	}, &result)
	e.Notify("initialized", map[string]any{})
	return e
}

// builds returns how many runs of `go build` this home has counted.
func builds(e *lsptest.Editor) uint64 {
	var sum struct {
		Programs []struct {
			Program string
			Charts  []struct {
				Name    string
				Buckets []struct {
					Name  string
					Total uint64
				}
			}
		}
	}
	e.Execute("telemetry-ls.summary", map[string]any{"program": "cmd/go"}, &sum)
	for _, p := range sum.Programs {
		for _, c := range p.Charts {
			for _, b := range c.Buckets {
				if p.Program == "cmd/go" && c.Name == "go/subcommand" && b.Name == "build" {
					return b.Total
				}
			}
		}
	}
	return 0
}

// TestLiveSummary checks that an open page follows a real go build.
func TestLiveSummary(t *testing.T) {
	h := newHome(t)
	module := h.module()
	build := func() { h.run(module, "go", "build", "-o", os.DevNull, ".") }
	build()
	e := h.contentClient()
	if got := builds(e); got != 1 {
		t.Errorf("%d builds counted, want 1", got)
	}
	uri := "go-telemetry:///summary.md"
	var content struct{ Text string }
	e.Result("workspace/textDocumentContent", map[string]any{"uri": uri}, &content)
	if !strings.Contains(content.Text, "## go command") {
		t.Errorf("the page says\n%s", content.Text)
	}
	before := content.Text
	build() // increments the same counter file through its mapping, without an event
	e.AwaitMethod("workspace/textDocumentContent/refresh", func(p string) bool { return strings.Contains(p, uri) })
	e.Result("workspace/textDocumentContent", map[string]any{"uri": uri}, &content)
	if content.Text == before {
		t.Error("the page didn't change with the refresh")
	}
	if got := builds(e); got != 2 {
		t.Errorf("%d builds counted, want 2", got)
	}
}

// TestFilesAndClean checks that every file is listed, and that a cleanup leaves the files
// that Go still needs.
func TestFilesAndClean(t *testing.T) {
	h := newHome(t)
	h.run(h.module(), "go", "build", "-o", os.DevNull, ".")
	old := filepath.Join(h.telemetryDir(), "local", "local.2020-01-05.json")
	h.write(old, `{"Week":"2020-01-05","LastWeek":"","X":0.5,"Programs":[],"Config":"v0.1.0"}`)
	e := h.contentClient()
	var list struct{ Files []struct{ Path, Kind string } }
	e.Execute("telemetry-ls.files", nil, &list)
	kinds := map[string]int{}
	for _, f := range list.Files {
		kinds[f.Kind]++
	}
	if kinds["counters"] == 0 || kinds["local-report"] != 1 || kinds["weekends"] != 1 || kinds["foreign"] != 0 {
		t.Errorf("kinds %v of %+v", kinds, list.Files)
	}
	var plan struct {
		Files   []struct{ Path string }
		Deleted bool
	}
	e.Execute("telemetry-ls.clean", nil, &plan)
	if len(plan.Files) != 1 || plan.Deleted {
		t.Errorf("the plan of a dry run is %+v", plan)
	}
	if _, err := os.Stat(old); err != nil {
		t.Errorf("a dry run deleted a file: %v", err)
	}
	e.Execute("telemetry-ls.clean", map[string]any{"dryRun": false}, &plan)
	if _, err := os.Stat(old); !os.IsNotExist(err) || !plan.Deleted {
		t.Errorf("the old report is still there: %v", err)
	}
	if got := builds(e); got != 1 {
		t.Errorf("%d builds after the cleanup, want 1", got)
	}
	if bad := e.ExecuteError("telemetry-ls.clean", map[string]any{"before": "last week"}); bad.Code != -32602 {
		t.Errorf("%+v", bad)
	}
}

// TestHoverOfARealCounter checks that a hover shows this week's count on this machine.
func TestHoverOfARealCounter(t *testing.T) {
	h := newHome(t)
	h.run(h.module(), "go", "build", "-o", os.DevNull, ".")
	e := h.contentClient()
	e.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": "file:///w/a.go", "languageId": "go", "version": 1,
		"text": "package a\nimport \"golang.org/x/telemetry/counter\"\nvar c = counter.New(\"go/subcommand:build\")\n",
	}})
	var hover struct{ Contents struct{ Value string } }
	e.Result("textDocument/hover", map[string]any{
		"textDocument": map[string]any{"uri": "file:///w/a.go"}, "position": map[string]any{"line": 2, "character": 25},
	}, &hover)
	if !strings.Contains(hover.Contents.Value, "1 by `cmd/go`") {
		t.Errorf("hover %q", hover.Contents.Value)
	}
}
