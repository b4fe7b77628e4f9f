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
