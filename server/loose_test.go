package server

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// allNull holds initialize params as most clients send them; TestNullIsAbsent
// replaces each part with null.
var allNull = map[string]any{
	"processId": nil, "clientInfo": nil, "locale": nil, "rootPath": nil, "rootUri": nil, "workspaceFolders": nil,
	"initializationOptions": nil, "trace": nil, "workDoneToken": nil, "capabilities": nil,
}

// capabilitiesOf are the capabilities that the server reads.
var capabilitiesOf = map[string]any{
	"workspace": map[string]any{
		"configuration": true, "didChangeConfiguration": map[string]any{"dynamicRegistration": true},
		"codeLens": map[string]any{"refreshSupport": true}, "textDocumentContent": map[string]any{"dynamicRegistration": true},
		"diagnostics": map[string]any{"refreshSupport": true}, "workspaceEdit": map[string]any{"documentChanges": true},
		"didChangeWatchedFiles": map[string]any{"dynamicRegistration": true},
	},
	"window": map[string]any{"showDocument": map[string]any{"support": true}, "workDoneProgress": true},
	"textDocument": map[string]any{
		"codeAction": map[string]any{"codeActionLiteralSupport": map[string]any{"codeActionKind": map[string]any{"valueSet": []any{"source"}}}},
		"hover":      map[string]any{"contentFormat": []any{"markdown"}}, "diagnostic": map[string]any{},
		"publishDiagnostics": map[string]any{"versionSupport": true},
	},
	"general":      map[string]any{"positionEncodings": []any{"utf-16"}},
	"experimental": map[string]any{"goTelemetryStatus": true, "goTelemetryNotice": true},
}

// withNull returns copies of v, each with one part replaced by null.
func withNull(v any) (copies []any) {
	parts, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	for key, part := range parts {
		for _, other := range append(withNull(part), nil) {
			c := map[string]any{}
			for k, p := range parts {
				c[k] = p
			}
			c[key] = other
			copies = append(copies, c)
		}
	}
	return copies
}

// TestNullIsAbsent checks that null means absent: some clients write null for what
// they lack.
func TestNullIsAbsent(t *testing.T) {
	inits := []any{allNull, map[string]any{}}
	for _, capabilities := range withNull(capabilitiesOf) {
		inits = append(inits, map[string]any{"capabilities": capabilities})
	}
	for _, options := range withNull(map[string]any{"prompt": "never", "promptDelay": 5, "lint": true, "codeLens": "auto", "summaryWeeks": 8, "uploadConfig": "auto"}) {
		inits = append(inits, map[string]any{"capabilities": map[string]any{}, "initializationOptions": options})
	}
	for _, params := range inits {
		s := start(t, withEnv(map[string]string{"CI": "true"}))
		s.Answer("workspace/configuration", func(json.RawMessage) (any, *lsptest.Error) { return []any{nil}, nil })
		if m := s.Call("initialize", params); m.Error != nil {
			t.Errorf("initialize with %s: %+v", jsonOf(t, params), m.Error)
			continue
		}
		s.Notify("initialized", nil)
		s.Execute("telemetry-ls.status", nil, new(any))
		if n := s.Count(func(m lsptest.Message) bool { return m.Method == "window/showMessage" }); n != 0 {
			t.Errorf("initialize with %s: %d messages", jsonOf(t, params), n)
		}
		s.Call("shutdown", nil)
		s.Notify("exit", nil)
		s.exitCode()
	}
	s := start(t)
	s.initialize(literalActions, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.sh", "shellscript", "go telemetry off\n")
	zero := map[string]any{"line": 0, "character": 0}
	about := map[string]any{"uri": uri}
	for method, params := range map[string]any{
		"textDocument/codeAction":       map[string]any{"textDocument": about, "range": map[string]any{"start": zero, "end": zero}, "context": nil, "workDoneToken": nil, "partialResultToken": nil},
		"textDocument/hover":            map[string]any{"textDocument": about, "position": zero, "workDoneToken": nil},
		"textDocument/codeLens":         map[string]any{"textDocument": about, "workDoneToken": nil, "partialResultToken": nil},
		"textDocument/diagnostic":       map[string]any{"textDocument": about, "identifier": nil, "previousResultId": nil, "workDoneToken": nil, "partialResultToken": nil},
		"workspace/executeCommand":      map[string]any{"command": "telemetry-ls.status", "arguments": nil, "workDoneToken": nil},
		"workspace/textDocumentContent": map[string]any{"uri": "go-telemetry:///doctor.md", "workDoneToken": nil},
	} {
		if m := s.Call(method, params); m.Error != nil {
			t.Errorf("%s: %+v", method, m.Error)
		}
	}
	for _, arguments := range []string{`null`, `[]`, `[null]`, `[{}]`, `[{"weeks":null,"program":null}]`} {
		m := s.Call("workspace/executeCommand", map[string]any{"command": "telemetry-ls.summary", "arguments": json.RawMessage(arguments)})
		if m.Error != nil {
			t.Errorf("arguments %s: %+v", arguments, m.Error)
		}
	}
	s.Notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": nil}, "contentChanges": []any{
		map[string]any{"range": nil, "rangeLength": nil, "text": "go telemetry on\n"},
	}})
	if m := s.Call("textDocument/hover", map[string]any{"textDocument": about, "position": zero}); !strings.Contains(string(m.Result), "go telemetry on") {
		t.Errorf("after a change with nulls: %s", m.Result)
	}
}

// TestManyChooseMode checks that calls that arrive while the question is open wait
// for its answer.
func TestManyChooseMode(t *testing.T) {
	const n = 50
	for _, answer := range []string{"Off", "On", "Keep", "", "error"} {
		s := start(t, chosen("local 2026-01-01"))
		answers := make(chan struct{})
		if answer != "error" {
			s.Answer("window/showMessageRequest", func(params json.RawMessage) (any, *lsptest.Error) {
				<-answers
				if answer == "" {
					return nil, nil
				}
				return map[string]any{"title": titleIn(t, params, answer)}, nil
			})
		}
		s.initialize(statusClient, nil)
		var ids []int
		for range n {
			ids = append(ids, s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.chooseMode", nil)))
		}
		close(answers)
		want := map[string]string{"Off": "off", "On": "on", "Keep": "local", "": "local"}[answer]
		failed := 0
		for _, id := range ids {
			m := s.Response(id)
			var st wireStatus
			if m.Error != nil {
				failed++
			} else if err := json.Unmarshal(m.Result, &st); err != nil || st.Mode != want {
				t.Errorf("%q: answered %s, %v; want the Status after it", answer, m.Result, err)
			}
		}
		if (failed > 0) != (answer == "error") || failed > 0 && failed < n {
			t.Errorf("%q: %d of %d calls failed", answer, failed, n)
		}
		if asked := s.Count(isAsked); asked != 1 && answer != "error" {
			t.Errorf("%q: asked %d times, want once", answer, asked)
		}
		if answer == "On" {
			if notices := s.Count(func(m lsptest.Message) bool { return m.Method == "window/showMessage" }); notices != 1 {
				t.Errorf("%d notices of a switch to on, want 1", notices)
			}
		}
	}
}

func isAsked(m lsptest.Message) bool { return m.Method == "window/showMessageRequest" }

// TestChooseModeAfterACancelledOne checks that no call joins an abandoned question,
// and that a question stays open while another call waits for it.
func TestChooseModeAfterACancelledOne(t *testing.T) {
	s := start(t, chosen("local 2026-01-01"))
	asked := s.answerWith() // stays open
	s.initialize(statusClient, nil)
	choose := func() int {
		return s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.chooseMode", nil))
	}
	first, second := choose(), choose()
	s.wantAsked(asked)
	s.Notify("$/cancelRequest", map[string]any{"id": first})
	wantError(t, s.Response(first), -32800, "cancelled")
	if n := s.Count(func(m lsptest.Message) bool { return m.Method == "$/cancelRequest" }); n != 0 {
		t.Error("a question that a call waits for was withdrawn")
	}
	s.Notify("$/cancelRequest", map[string]any{"id": second})
	wantError(t, s.Response(second), -32800, "cancelled")
	s.AwaitMethod("$/cancelRequest", nil)
	s.answerWith("Off")
	var st wireStatus
	s.Execute("telemetry-ls.chooseMode", nil, &st)
	if st.Mode != "off" || s.Count(isAsked) != 2 {
		t.Errorf("%+v after %d questions, want off after 2", st, s.Count(isAsked))
	}
}
