package server

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/settings"
)

// planted is text that a repository could contain: an editor that turns it into a
// link would run a command.
const planted = "[!](command:planted)"

// TestNothingFromARepositoryIsRepeated plants text everywhere that a repository can
// reach, directly or through the editor, and looks for it in everything that the
// server sends.
func TestNothingFromARepositoryIsRepeated(t *testing.T) {
	for name, value := range map[string]any{
		"string": planted, "list": []any{planted}, "object": map[string]any{planted: planted}, "long": strings.Repeat(planted+" ", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t,
				withEnv(map[string]string{"GOTELEMETRY": fmt.Sprint(value), "GOTELEMETRYDIR": planted}),
				withFile("telemetry-ls/config.json", string(jsonOf(t, map[string]any{"defaultMode": value, planted: 1}))))
			s.plant(value)
			s.Execute("telemetry-ls.status", nil, new(any))
			s.AwaitMethod("window/showMessage", func(p string) bool { return strings.Contains(p, "goTelemetry.prompt ") })
			if n := s.Count(func(m lsptest.Message) bool { return strings.Contains(string(jsonOf(t, m)), "command:planted") }); n != 0 {
				s.Count(func(m lsptest.Message) bool {
					if text := string(jsonOf(t, m)); strings.Contains(text, "command:planted") {
						t.Errorf("sent %.300s", text)
					}
					return false
				})
			}
			if n := s.Count(func(m lsptest.Message) bool { return m.Error != nil }); n < 20 {
				t.Errorf("%d errors, want one for each bad request", n)
			}
		})
	}
}

// plant sends value in initialize and everywhere else.
func (s *session) plant(value any) {
	section := map[string]any{planted: value, settings.DefaultMode: value}
	for _, k := range settings.All() {
		section[k.Name] = value
	}
	s.Call(planted, value)
	s.Call("initialize", map[string]any{
		"clientInfo": map[string]any{"name": planted}, "capabilities": statusClient, "initializationOptions": section,
		"rootUri": "file:///" + planted, "workspaceFolders": []any{map[string]any{"uri": "file:///" + planted, "name": planted}},
	})
	s.Notify("initialized", map[string]any{})
	s.Notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{settings.Section: value}})
	s.Notify("workspace/didChangeConfiguration", map[string]any{"settings": value})
	s.SendRaw(planted + " {}\n\n" + planted + "Content-Length: " + planted + "\r\n\r\n")
	s.SendRaw("Content-Length: 21\r\n\r\n{" + planted)
	document := map[string]any{"uri": planted, "languageId": planted, "version": 1, "text": planted}
	s.Notify("textDocument/didOpen", map[string]any{"textDocument": document})
	s.Notify(planted, value)
	for _, method := range []string{planted, "textDocument/hover", "textDocument/codeLens", "textDocument/diagnostic", "textDocument/codeAction", "workspace/textDocumentContent", "workspace/executeCommand"} {
		for _, params := range []any{value, map[string]any{planted: value}, map[string]any{
			"uri": value, "textDocument": value, "position": value, "range": value, "context": value, "command": value, "arguments": value,
		}} {
			s.Call(method, params)
		}
	}
	s.Call("workspace/textDocumentContent", map[string]any{"uri": "go-telemetry:///" + planted + ".md"})
	for _, command := range []string{planted, "telemetry-ls.setMode", "telemetry-ls.open", "telemetry-ls.summary", "telemetry-ls.clean", "telemetry-ls.doctor"} {
		for _, argument := range []any{value, map[string]any{planted: value}, map[string]any{"mode": value}, map[string]any{"document": value}, map[string]any{"weeks": value}, map[string]any{"before": value}} {
			s.Call("workspace/executeCommand", executeParamsOf(command, argument))
		}
	}
}

func jsonOf(t *testing.T, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
