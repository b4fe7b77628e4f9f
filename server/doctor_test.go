package server

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/toolchain"
)

// TestDoctorWaitsAlone checks that a go command that doesn't answer delays only the doctor:
// meanwhile the server answers and switches. The answer is kept for pages that stay open,
// and asked for again after a switch.
func TestDoctorWaitsAlone(t *testing.T) {
	asked, answers := make(chan string, 10), make(chan toolchain.Answer)
	s := start(t, func(_ *session, opts *Options) {
		opts.AskGo = func(ctx context.Context, modeFile string, _ []string) (toolchain.Answer, error) {
			asked <- modeFile
			select {
			case a := <-answers:
				return a, nil
			case <-ctx.Done():
				return toolchain.Answer{}, ctx.Err()
			}
		}
	})
	s.initialize(nil, map[string]any{"prompt": "never"})
	first := s.Request("workspace/executeCommand", map[string]any{"command": "telemetry-ls.doctor"})
	if got := <-asked; got != s.dir.ModeFile() {
		t.Errorf("asked about %s, want %s", got, s.dir.ModeFile())
	}
	var status struct{ Mode string }
	s.Execute("telemetry-ls.status", nil, &status)
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &status)
	if status.Mode != "off" {
		t.Errorf("the mode is %s while the doctor waits, want off", status.Mode)
	}
	answers <- toolchain.Answer{Path: "/go", Version: "go1.99", Known: true, Mode: "local"}
	var checks doctor.Checks
	if err := json.Unmarshal(s.Response(first).Result, &checks); err != nil || !strings.Contains(goCheck(checks).Message, "go1.99") {
		t.Errorf("got %+v, %v", checks, err)
	}
	second := s.Request("workspace/executeCommand", map[string]any{"command": "telemetry-ls.doctor"})
	<-asked // the mode file has changed
	answers <- toolchain.Answer{Path: "/go", Version: "go2", Known: true, Mode: "off"}
	s.Response(second)
	s.Execute("telemetry-ls.doctor", nil, &checks)
	if c := goCheck(checks); !c.OK || !strings.Contains(c.Message, "go2") {
		t.Errorf("got %+v", c)
	}
	if len(asked) > 0 {
		t.Error("the go command was asked again")
	}
}

func goCheck(checks doctor.Checks) doctor.Check {
	for _, c := range checks.Checks {
		if c.Code == "go-command" {
			return c
		}
	}
	return doctor.Check{}
}
