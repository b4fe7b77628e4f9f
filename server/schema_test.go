package server

import (
	"encoding/json"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/schematest"
)

// TestStatusNotificationFitsItsSchema checks each notification of a session that
// switches through the modes.
func TestStatusNotificationFitsItsSchema(t *testing.T) {
	s := start(t, withEnv(map[string]string{"GOTELEMETRY": "off"}))
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	s.fitsStatus("local", false)
	for _, mode := range []string{"on", "off"} {
		s.Execute("telemetry-ls.setMode", map[string]any{"mode": mode}, new(json.RawMessage))
		s.fitsStatus(mode, true)
	}
}

func (s *session) fitsStatus(mode string, chosen bool) {
	s.t.Helper()
	m := s.AwaitMethod("goTelemetry/status", isStatus(mode, chosen))
	schematest.Fits(s.t, "../docs/schemas/status-notification.json", m.Params)
}
