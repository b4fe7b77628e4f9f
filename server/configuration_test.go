package server

import (
	"strings"
	"testing"
)

// TestRegistersForConfiguration covers editors that report configuration changes only
// after a registration.
func TestRegistersForConfiguration(t *testing.T) {
	s := start(t)
	s.initialize(map[string]any{"workspace": map[string]any{"didChangeConfiguration": map[string]any{"dynamicRegistration": true}}}, nil)
	m := s.AwaitMethod("client/registerCapability", nil)
	for _, want := range []string{`"method":"workspace/didChangeConfiguration"`, `"section":"goTelemetry"`} {
		if !strings.Contains(string(m.Params), want) {
			t.Errorf("registered %s, want %s in it", m.Params, want)
		}
	}
}

// TestAsksOnceTheSettingsAllowIt covers an editor that allows the question only later,
// for example when the user opens a Go file.
func TestAsksOnceTheSettingsAllowIt(t *testing.T) {
	said := make(chan string, 1000)
	s := start(t, func(_ *session, o *Options) { o.Log = logTo(said) })
	asked := s.answerWith("Keep local")
	s.initialize(statusClient, map[string]any{"prompt": "never", "promptDelay": 0})
	s.wantSilence(asked, func() { awaitLine(t, said, "not asking") })
	change := func(settings map[string]any) {
		s.Notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{"goTelemetry": settings}})
	}
	change(map[string]any{"prompt": "auto"})
	s.wantAsked(asked)
	s.awaitStatus("local", true)
	change(map[string]any{"prompt": "never"})
	change(map[string]any{"prompt": "auto"})
	s.wantSilence(asked, func() { awaitLine(t, said, "not asking") })
}
