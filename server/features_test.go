package server

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// openDocument opens a document in the tests' workspace and returns its URI.
func (s *session) openDocument(name, language, text string) (uri string) {
	uri = "file:///w/" + name
	s.Notify("textDocument/didOpen", map[string]any{
		"textDocument": map[string]any{"uri": uri, "languageId": language, "version": 1, "text": text},
	})
	return uri
}

// TestPlainHover checks that an editor without Markdown support gets plain text.
func TestPlainHover(t *testing.T) {
	s := start(t)
	s.initialize(map[string]any{"textDocument": map[string]any{"hover": map[string]any{"contentFormat": []string{"plaintext"}}}}, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.sh", "shellscript", "go telemetry off\n")
	var got struct {
		Contents struct{ Kind, Value string }
	}
	s.Result("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": 0, "character": 4}}, &got)
	if got.Contents.Kind != "plaintext" || !strings.HasPrefix(got.Contents.Value, "go telemetry off ") || strings.Contains(got.Contents.Value, "**") {
		t.Errorf("got %+v", got.Contents)
	}
}

func TestHover(t *testing.T) {
	for _, encoding := range []string{"utf-16", "utf-8"} {
		s := start(t)
		s.initialize(map[string]any{"general": map[string]any{"positionEncodings": []string{encoding}}}, map[string]any{"prompt": "never"})
		uri := s.openDocument("a.sh", "shellscript", "echo\nécho 😀 go telemetry off\n")
		column := 8
		if encoding == "utf-8" {
			column = 11
		}
		var got *struct {
			Contents struct{ Kind, Value string }
			Range    struct{ Start, End struct{ Line, Character int } }
		}
		ask := func(line, character int) {
			got = nil
			s.Result("textDocument/hover", map[string]any{
				"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": line, "character": character},
			}, &got)
		}
		ask(1, column+4)
		if got == nil || !strings.Contains(got.Contents.Value, "go telemetry off") || got.Contents.Kind != "markdown" ||
			got.Range.Start.Character != column || got.Range.End.Character != column+len("go telemetry off") {
			t.Errorf("%s: %+v", encoding, got)
		}
		for _, elsewhere := range [][2]int{{0, 1}, {1, 1}, {5, 0}, {1, 999}} {
			if ask(elsewhere[0], elsewhere[1]); got != nil && elsewhere[1] != 999 {
				t.Errorf("%s: hover at %v: %+v", encoding, elsewhere, got)
			}
		}
	}
}

func TestCodeLens(t *testing.T) {
	lenses := func(capabilities map[string]any, setting, name string) int {
		s := start(t)
		s.initialize(capabilities, map[string]any{"prompt": "never", "codeLens": setting})
		uri := s.openDocument(name, "go.mod", "module x\n")
		var got []struct {
			Command struct{ Title, Command string }
		}
		s.Result("textDocument/codeLens", map[string]any{"textDocument": map[string]any{"uri": uri}}, &got)
		for _, l := range got {
			if l.Command.Title != "Go telemetry: local" || l.Command.Command != "telemetry-ls.chooseMode" {
				t.Errorf("%+v", l)
			}
		}
		return len(got)
	}
	for _, test := range []struct {
		capabilities map[string]any
		setting      string
		name         string
		want         int
	}{
		{nil, "auto", "go.mod", 1},
		{nil, "auto", "go.work", 1},
		{nil, "auto", "main.go", 0},
		{nil, "never", "go.mod", 0},
		{statusClient, "auto", "go.mod", 0},
		{statusClient, "always", "go.mod", 1},
	} {
		if got := lenses(test.capabilities, test.setting, test.name); got != test.want {
			t.Errorf("%v, %s, %s: %d lenses, want %d", test.capabilities, test.setting, test.name, got, test.want)
		}
	}
}

var contentClient = map[string]any{
	"experimental": map[string]any{"goTelemetryStatus": true},
	"window":       map[string]any{"showDocument": map[string]any{"support": true}},
	"workspace":    map[string]any{"textDocumentContent": map[string]any{"dynamicRegistration": false}},
}

func TestOpen(t *testing.T) {
	s := start(t)
	s.Answer("window/showDocument", func(json.RawMessage) (any, *lsptest.Error) { return map[string]any{"success": true}, nil })
	s.initialize(contentClient, map[string]any{"prompt": "never"})
	var got struct{ URI, LanguageID, Text string }
	s.Execute("telemetry-ls.open", map[string]any{"document": "explanation"}, &got)
	if got.URI != "go-telemetry:///explanation.md" || got.LanguageID != "markdown" || !strings.HasPrefix(got.Text, "# ") {
		t.Errorf("%+v", got)
	}
	s.AwaitMethod("window/showDocument", func(p string) bool { return strings.Contains(p, `"go-telemetry:///explanation.md"`) })
	if e := s.ExecuteError("telemetry-ls.open", map[string]any{"document": "nope"}); e.Code != -32602 || !strings.Contains(e.Message, "explanation") {
		t.Errorf("%+v", e)
	}
}

func TestOpenAsFile(t *testing.T) {
	s := start(t)
	left := filepath.Join(s.cache, "telemetry-ls", "documents-2147483646-1") // of a process that no longer runs
	s.write(filepath.Join(left, "explanation.md"), "left")
	elsewhere := filepath.Join(s.cache, "telemetry-ls", "documents-2147483646-another-host-1") // that process may still run
	s.write(filepath.Join(elsewhere, "explanation.md"), "in use")
	old := filepath.Join(s.cache, "telemetry-ls", "documents-2147483646-another-host-2")
	s.write(filepath.Join(old, "explanation.md"), "left")
	long := time.Now().Add(-31 * 24 * time.Hour)
	if err := os.Chtimes(old, long, long); err != nil {
		t.Fatal(err)
	}
	uris := make(chan string, 1)
	s.Answer("window/showDocument", func(params json.RawMessage) (any, *lsptest.Error) {
		var p struct{ URI string }
		if err := json.Unmarshal(params, &p); err != nil {
			t.Error(err)
		}
		uris <- p.URI
		return map[string]any{"success": true}, nil
	})
	s.initialize(map[string]any{"window": map[string]any{"showDocument": map[string]any{"support": true}}}, map[string]any{"prompt": "never"})
	var got struct{ URI, Text string }
	s.Execute("telemetry-ls.open", map[string]any{"document": "explanation"}, &got)
	path, ok := strings.CutPrefix(<-uris, "file://")
	if !ok || !strings.HasPrefix(path, s.cache) {
		t.Fatalf("shown %q, want a file in %s", path, s.cache)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v; want a file of mode 0600", info, err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != got.Text {
		t.Errorf("the file contains %q, %v", text, err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("the directory of a killed server still exists: %v", err)
	}
	s.Call("shutdown", nil) // Helix kills the server once it has the reply
	if _, err := os.Stat(filepath.Dir(path)); !os.IsNotExist(err) {
		t.Errorf("the directory of pages still exists: %v", err)
	}
	s.Notify("exit", nil)
	s.exitCode()
	if left, err := filepath.Glob(filepath.Join(s.cache, "telemetry-ls", "*")); err != nil || len(left) != 1 || left[0] != elsewhere {
		t.Errorf("left behind: %q, %v; want only the other machine's directory", left, err)
	}
}

func TestOpenWithoutShow(t *testing.T) {
	s := start(t)
	s.initialize(contentClient, map[string]any{"prompt": "never"})
	var got struct{ Text string }
	s.Execute("telemetry-ls.open", map[string]any{"document": "explanation", "show": false}, &got)
	s.Execute("telemetry-ls.status", nil, new(any))
	if n := s.Count(func(m lsptest.Message) bool { return m.Method == "window/showDocument" }); n != 0 || got.Text == "" {
		t.Errorf("%d pages shown, text %q", n, got.Text)
	}
}

// TestContentIsRefreshed checks that an editor that shows a page hears of changes to
// its text, until it closes the page.
func TestContentIsRefreshed(t *testing.T) {
	s := start(t)
	s.Answer("workspace/textDocumentContent/refresh", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	s.initialize(contentClient, map[string]any{"prompt": "never"})
	uri := "go-telemetry:///explanation.md"
	var got struct{ Text string }
	s.Result("workspace/textDocumentContent", map[string]any{"uri": uri}, &got)
	if !strings.Contains(got.Text, "**local**") {
		t.Errorf("text %q", got.Text)
	}
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, new(any))
	s.AwaitMethod("workspace/textDocumentContent/refresh", func(p string) bool { return strings.Contains(p, `"`+uri+`"`) })
	s.Result("workspace/textDocumentContent", map[string]any{"uri": uri}, &got)
	if !strings.Contains(got.Text, "**off**") {
		t.Errorf("text %q", got.Text)
	}
	s.Notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uri}})
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, new(any))
	s.awaitStatus("on", true)
	s.Execute("telemetry-ls.status", nil, new(any))
	if n := s.Count(func(m lsptest.Message) bool { return m.Method == "workspace/textDocumentContent/refresh" }); n != 1 {
		t.Errorf("%d refreshes, want 1", n)
	}
	for _, bad := range []string{"go-telemetry:///nope.md", "file:///etc/passwd", "", "go-telemetry:///../../etc/passwd"} {
		wantError(t, s.Call("workspace/textDocumentContent", map[string]any{"uri": bad}), -32602, "")
	}
}

func TestSettingsProblemsAreReportedOnce(t *testing.T) {
	s := start(t)
	s.Answer("workspace/configuration", func(json.RawMessage) (any, *lsptest.Error) {
		return []any{map[string]any{"promptDelay": "soon", "prompt": "never"}}, nil
	})
	s.initialize(map[string]any{"workspace": map[string]any{"configuration": true}}, nil)
	about := func(m lsptest.Message) bool {
		return m.Method == "window/showMessage" && strings.Contains(string(m.Params), "goTelemetry.promptDelay")
	}
	s.Await("the problem", about)
	asked := func(m lsptest.Message) bool { return m.Method == "workspace/configuration" }
	s.Notify("workspace/didChangeConfiguration", map[string]any{"settings": nil})
	s.AwaitCount("the second question", 2, asked)
	s.Notify("workspace/didChangeConfiguration", map[string]any{"settings": nil})
	s.AwaitCount("the third question", 3, asked)
	if n := s.Count(about); n != 1 {
		t.Errorf("shown %d times, want once", n)
	}
}

func TestSettingsOfOldClients(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	uri := s.openDocument("go.mod", "go.mod", "module x\n")
	s.Notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{"goTelemetry": map[string]any{"codeLens": "never"}}})
	var got []any
	s.Result("textDocument/codeLens", map[string]any{"textDocument": map[string]any{"uri": uri}}, &got)
	if len(got) != 0 {
		t.Errorf("%d lenses after setting codeLens to never", len(got))
	}
}

func TestTrace(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	s.Execute("telemetry-ls.status", nil, new(any))
	s.Notify("$/setTrace", map[string]any{"value": "verbose"})
	s.Execute("telemetry-ls.status", nil, new(any))
	m := s.AwaitMethod("$/logTrace", nil)
	if p := string(m.Params); !strings.Contains(p, "workspace/executeCommand took") || !strings.Contains(p, "telemetry-ls.status") {
		t.Errorf("traced %s", p)
	}
	s.Notify("$/setTrace", map[string]any{"value": "off"})
	s.Execute("telemetry-ls.status", nil, new(any))
	if n := s.Count(func(m lsptest.Message) bool { return m.Method == "$/logTrace" }); n != 1 {
		t.Errorf("%d traces, want 1", n)
	}
}

func TestLargeDocumentIsNotKept(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	uri := s.openDocument("big.go", "go", strings.Repeat("go telemetry on\n", maxDocument/16+1))
	var got any
	s.Result("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": 0, "character": 4}}, &got)
	if got != nil {
		t.Errorf("hover %v in a document that is too large", got)
	}
}

func TestCapabilities(t *testing.T) {
	s := start(t)
	var got struct {
		Capabilities struct {
			ExecuteCommandProvider struct{ Commands []string }
			CodeActionProvider     struct{ CodeActionKinds []string }
			Workspace              struct{ TextDocumentContent struct{ Schemes []string } }
		}
		ServerInfo struct{ Name, Version string }
	}
	caps := map[string]any{"textDocument": literalActions["textDocument"], "workspace": contentClient["workspace"]}
	s.Result("initialize", map[string]any{"capabilities": caps}, &got)
	// VS Code's menu requests the action without a kind only if "" is among the kinds.
	if fmt.Sprintf("%q", got.Capabilities.CodeActionProvider.CodeActionKinds) != `["" "quickfix" "source.fixAll.goTelemetry" "source.goTelemetry.on" "source.goTelemetry.local" "source.goTelemetry.off"]` ||
		fmt.Sprint(got.Capabilities.Workspace.TextDocumentContent.Schemes) != "[go-telemetry]" ||
		got.ServerInfo.Name != "telemetry-ls" || len(got.Capabilities.ExecuteCommandProvider.Commands) < 6 {
		t.Errorf("%+v", got)
	}
}

// TestHoverOnFinding checks that a finding has a hover outside the words that have one
// anywhere.
func TestHoverOnFinding(t *testing.T) {
	s := start(t, chosen("local 2026-01-01"))
	s.initialize(nil, map[string]any{"prompt": "never"})
	text := "export GOTELEMETRY=off\nGOTELEMETRYDIR=/x make\ngo telemetry 'never'\ntrue\n"
	uri := s.openDocument("a.sh", "shellscript", text)
	for _, test := range []struct {
		line, character, from, to int
		want                      string
	}{
		{0, 20, 7, 22, "Go ignores it in the environment"},
		{1, 16, 0, 17, "Go ignores it in the environment; XDG_CONFIG_HOME"},
		{2, 16, 13, 20, "**go telemetry** fails with `never`"},
	} {
		var got struct {
			Contents struct{ Value string }
			Range    wireRange
		}
		s.Result("textDocument/hover", map[string]any{
			"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": test.line, "character": test.character},
		}, &got)
		if r := got.Range; r.Start.Character != test.from || r.End.Character != test.to || r.Start.Line != test.line {
			t.Errorf("line %d: range %v", test.line, r)
		}
		if !strings.Contains(got.Contents.Value, test.want) || !strings.Contains(got.Contents.Value, "On this machine: **local**") {
			t.Errorf("line %d: %s, want %q and the mode", test.line, got.Contents.Value, test.want)
		}
	}
	if m := s.Call("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": 3, "character": 1}}); string(m.Result) != "null" {
		t.Errorf("hover outside findings: %s", m.Result)
	}
}
