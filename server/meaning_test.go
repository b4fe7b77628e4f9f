package server

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// asked is the part of a question or message that a front end reads.
type asked struct {
	GoTelemetry *meaning
	Actions     []actionItem
}

func (s *session) awaitMeaning(method, kind string) asked {
	s.t.Helper()
	var a asked
	s.Await(method+" of kind "+kind, func(m lsptest.Message) bool {
		a = asked{}
		return m.Method == method && json.Unmarshal(m.Params, &a) == nil && a.GoTelemetry != nil && a.GoTelemetry.Kind == kind
	})
	return a
}

// TestQuestionsCarryTheirMeaning checks that every client gets the meaning of
// questions and the modes of their actions.
func TestQuestionsCarryTheirMeaning(t *testing.T) {
	answer := func(s *session, reply any) {
		s.Answer("window/showMessageRequest", func(json.RawMessage) (any, *lsptest.Error) { return reply, nil })
	}
	s := start(t)
	answer(s, map[string]any{"title": "Off", "mode": "off"}) // as some editors return it
	s.initialize(nil, map[string]any{"promptDelay": 0})
	a := s.awaitMeaning("window/showMessageRequest", "prompt")
	modes := ""
	for _, action := range a.Actions {
		modes += string(action.Mode) + ","
	}
	if modes != "local,on,off,," {
		t.Errorf("modes %s of %+v", modes, a.Actions)
	}
	if d := cmp.Diff(view.NoticeFacts(), a.GoTelemetry.Facts); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	s.AwaitMethod("window/showMessage", func(p string) bool { return strings.Contains(p, "Go telemetry: off") })
	answer(s, nil)
	var st wireStatus
	s.Execute("telemetry-ls.chooseMode", nil, &st)
	s.awaitMeaning("window/showMessageRequest", "choose")
	if st.Mode != "off" {
		t.Errorf("mode %s", st.Mode)
	}

	s = start(t, withFile("telemetry-ls/config.json", `{"defaultMode":"on"}`))
	answer(s, nil)
	s.initialize(nil, nil)
	a = s.awaitMeaning("window/showMessageRequest", "default")
	if d := cmp.Diff(view.NoticeFacts(), a.GoTelemetry.Facts); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestMessagesCarryTheirMeaning checks that only clients that request it get the
// meaning of messages.
func TestMessagesCarryTheirMeaning(t *testing.T) {
	var st wireStatus
	s := start(t)
	s.initialize(map[string]any{"experimental": map[string]any{"goTelemetryMessages": true}}, map[string]any{"prompt": "never"})
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, &st)
	if a := s.awaitMeaning("window/showMessage", "notice"); len(a.GoTelemetry.Facts) != len(view.NoticeFacts()) {
		t.Errorf("facts %q", a.GoTelemetry.Facts)
	}
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "local"}, &st)
	s.awaitMeaning("window/showMessage", "switch")

	s = start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, &st)
	s.Await("the notice", func(m lsptest.Message) bool { return m.Method == "window/showMessage" })
	if n := s.Count(func(m lsptest.Message) bool {
		var keys map[string]json.RawMessage
		return m.Method == "window/showMessage" && json.Unmarshal(m.Params, &keys) == nil && len(keys) != 2
	}); n != 0 {
		t.Errorf("%d messages with keys outside the protocol", n)
	}
}
