package server

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// TestUndoneDefaultStaysUndone checks that later starts don't set an undone default
// again. They ask the user, as if there were no default. Another default is still
// set.
func TestUndoneDefaultStaysUndone(t *testing.T) {
	file := withFile("telemetry-ls/config.json", `{"defaultMode":"off"}`)
	first := start(t, file)
	first.Answer("window/showMessageRequest", func(json.RawMessage) (any, *lsptest.Error) {
		first.awaitStatus("off", true) // otherwise the undo may come before the notification
		return map[string]any{"title": "Undo"}, nil
	})
	first.initialize(statusClient, atOnce)
	first.awaitStatus("off", true)
	first.awaitChosen(false)
	var st wireStatus
	first.Call("shutdown", nil)
	first.Notify("exit", nil)
	first.exitCode()

	second := start(t, homeOf(first))
	second.initialize(statusClient, atOnce)
	m := second.AwaitMethod("window/showMessageRequest", nil)
	if !strings.Contains(string(m.Params), "Keep local") {
		t.Errorf("asked %s, want the question", m.Params)
	}
	second.Execute("telemetry-ls.setMode", map[string]any{"mode": "off", "ifUnchosen": true, "unlessUndone": true}, &st)
	if st.Chosen || second.modeFile() != "" {
		t.Errorf("setMode restored the default: %+v", st)
	}
	second.Execute("telemetry-ls.setMode", map[string]any{"mode": "local", "ifUnchosen": true, "unlessUndone": true}, &st)
	if st.Mode != "local" || !st.Chosen {
		t.Errorf("another default: %+v", st)
	}
}

// TestResetForgetsTheUndoneDefault checks that resetPrompt makes the environment new.
func TestResetForgetsTheUndoneDefault(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off", "ifUnchosen": true}, &st)
	s.Execute("telemetry-ls.undoSwitch", nil, &st)
	s.Execute("telemetry-ls.resetPrompt", nil, &struct{}{})
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off", "ifUnchosen": true, "unlessUndone": true}, &st)
	if st.Mode != "off" || !st.Chosen {
		t.Errorf("after resetPrompt: %+v, want the default set", st)
	}
}
