package server

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

const countingSource = `package a

import "golang.org/x/telemetry/counter"

var (
	good = counter.New("go/subcommand:build")
	bad  = counter.New("two:colons:here")
)
`

var pullClient = map[string]any{"textDocument": map[string]any{"diagnostic": map[string]any{}}}

type wireDiagnostic struct {
	Range struct{ Start, End struct{ Line, Character int } }
	Code  string
}

func TestDiagnosticsPulled(t *testing.T) {
	s := start(t)
	s.initialize(pullClient, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.go", "go", countingSource)
	var got struct {
		Kind  string
		Items []wireDiagnostic
	}
	s.Result("textDocument/diagnostic", map[string]any{"textDocument": map[string]any{"uri": uri}}, &got)
	if got.Kind != "full" || len(got.Items) != 1 || got.Items[0].Code != "invalid-counter-name" {
		t.Fatalf("%+v", got)
	}
	r := got.Items[0].Range
	if r.Start.Line != 6 || r.Start.Character != 20 || r.End.Line != 6 || r.End.Character != 37 {
		t.Errorf("range %+v, want that of the literal", r)
	}
	if n := s.Count(func(m lsptest.Message) bool { return m.Method == "textDocument/publishDiagnostics" }); n != 0 {
		t.Error("published to a client that requests diagnostics")
	}
}

func TestDiagnosticsPublished(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.go", "go", countingSource)
	published := func(n int) func(string) bool {
		return func(p string) bool {
			var d struct {
				URI         string
				Diagnostics []wireDiagnostic
			}
			return json.Unmarshal([]byte(p), &d) == nil && d.URI == uri && len(d.Diagnostics) == n
		}
	}
	s.AwaitMethod("textDocument/publishDiagnostics", published(1))
	s.Notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uri}})
	s.AwaitMethod("textDocument/publishDiagnostics", published(0))

	// The server publishes nothing for a document without problems.
	s.openDocument("b.go", "go", "package b\n")
	s.Execute("telemetry-ls.status", nil, new(any))
	if n := s.Count(func(m lsptest.Message) bool {
		return m.Method == "textDocument/publishDiagnostics" && strings.Contains(string(m.Params), "b.go")
	}); n != 0 {
		t.Errorf("%d publications for a document without problems", n)
	}
}

func TestHoverOnCounter(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.go", "go", countingSource)
	var got *struct{ Contents struct{ Value string } }
	ask := func(line, character int) {
		got = nil
		s.Result("textDocument/hover", map[string]any{
			"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": line, "character": character},
		}, &got)
	}
	ask(5, 25)
	if got == nil || !strings.Contains(got.Contents.Value, "`go/subcommand:build`") || !strings.Contains(got.Contents.Value, "not counted yet") {
		t.Errorf("%+v", got)
	}
	if ask(5, 2); got != nil {
		t.Errorf("hover next to the name: %+v", got)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	var got map[string]json.RawMessage
	s.Execute("telemetry-ls.summary", nil, &got)
	for _, key := range []string{"weeks", "programs", "problems"} {
		if string(got[key]) != "[]" {
			t.Errorf("%s is %s, want []", key, got[key])
		}
	}
	for _, bad := range []any{map[string]any{"weeks": 0}, map[string]any{"weeks": "8"}, map[string]any{"program": 1}} {
		if e := s.ExecuteError("telemetry-ls.summary", bad); e.Code != -32602 {
			t.Errorf("%v: %+v", bad, e)
		}
	}
	var preview map[string]json.RawMessage
	s.Execute("telemetry-ls.preview", nil, &preview)
	if string(preview["config"]) != "null" || string(preview["weeks"]) != "[]" {
		t.Errorf("%v", preview)
	}
}
