package server

import (
	"context"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/running"
)

// withRunning fakes running programs that have counter files mapped. A search for
// them blocks until the test reads from looked.
func withRunning(looked chan string, programs ...string) setup {
	return func(_ *session, o *Options) {
		o.Running = func(ctx context.Context, dir string) (running.Programs, error) {
			found := running.Programs{Supported: true}
			for i, p := range programs {
				found.Programs = append(found.Programs, running.Program{Program: p, PID: 100 + i, Version: "v1"})
			}
			select {
			case looked <- dir:
				return found, nil
			case <-ctx.Done():
				return running.Programs{}, ctx.Err()
			}
		}
	}
}

var bothClient = map[string]any{"experimental": map[string]any{"goTelemetryStatus": true, "goTelemetryNotice": true}}

var runningClient = map[string]any{"experimental": map[string]any{"goTelemetryStatus": true, "goTelemetryRunning": true}}

func messages(s *session, part string) int {
	return s.Count(func(m lsptest.Message) bool {
		return m.Method == "window/showMessage" && strings.Contains(string(m.Params), part)
	})
}

// TestSwitchToOffNamesCountingPrograms checks that a switch to off names the programs that
// still count, without delaying the answer.
func TestSwitchToOffNamesCountingPrograms(t *testing.T) {
	looked := make(chan string)
	s := start(t, withRunning(looked, "golang.org/x/tools/gopls", "golang.org/x/tools/gopls", "cmd/go", "[x](command:y)", "a", "b", "c"))
	s.initialize(nil, map[string]any{"prompt": "never"})
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
	if st.Mode != "off" || messages(s, "Still counting") != 0 {
		t.Errorf("%+v", st)
	}
	if got := <-looked; got != s.dir.Path() {
		t.Errorf("looked in %s", got)
	}
	s.AwaitMethod("window/showMessage", func(p string) bool {
		return strings.Contains(p, "Go telemetry: off. Programs that start now count nothing") &&
			strings.Contains(p, "Still counting: gopls (2 processes), go, ") && strings.Contains(p, " and 2 more.") && !strings.Contains(p, "](")
	})
	// A program that doesn't count yet has no file mapped.
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "local"}, &st)
	s.AwaitMethod("window/showMessage", func(p string) bool {
		return strings.Contains(p, "Go telemetry: local.") && strings.Contains(p, "already running follow once they are restarted") && !strings.Contains(p, "counting:")
	})
	s.Execute("telemetry-ls.undoSwitch", nil, &st)
	<-looked
	s.AwaitCount("the undo back to off", 2, func(m lsptest.Message) bool { return strings.Contains(string(m.Params), "Still counting: gopls") })
}

// TestMessageAboutCountingPrograms checks that a front end that shows the status, but not the
// notice, gets a message only if programs still count.
func TestMessageAboutCountingPrograms(t *testing.T) {
	var st wireStatus
	for _, test := range []struct {
		name     string
		client   map[string]any
		programs []string
		want     int
	}{
		{"status, and a program", statusClient, []string{"gopls"}, 1},
		{"status, and none", statusClient, nil, 0},
		{"status and notice", bothClient, []string{"gopls"}, 0},
		{"status and programs", runningClient, []string{"gopls"}, 0},
	} {
		looked := make(chan string, 9)
		s := start(t, withRunning(looked, test.programs...))
		s.initialize(test.client, map[string]any{"prompt": "never"})
		s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
		if test.want > 0 {
			s.AwaitMethod("window/showMessage", func(p string) bool { return strings.Contains(p, "Still counting: gopls.") })
		}
		s.CloseInput()
		s.AwaitEnd()
		if n := messages(s, "Go telemetry: off"); n != test.want {
			t.Errorf("%s: %d messages, want %d", test.name, n, test.want)
		}
	}
}

// TestDefaultOffNamesCountingPrograms checks that a default of off, set without asking,
// also names the programs that still count.
func TestDefaultOffNamesCountingPrograms(t *testing.T) {
	looked := make(chan string, 9)
	s := start(t, withRunning(looked, "golang.org/x/tools/gopls"), withFile("telemetry-ls/config.json", `{"defaultMode":"off"}`))
	s.initialize(bothClient, nil)
	s.AwaitMethod("window/showMessageRequest", func(p string) bool {
		return strings.Contains(p, "Go telemetry is now off") && strings.Contains(p, "Still counting: gopls.")
	})
}

// TestRunningCommand checks the JSON shape, even if the running programs are unknown.
func TestRunningCommand(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	if m := s.Call("workspace/executeCommand", executeParamsOf("telemetry-ls.running", nil)); string(m.Result) != `{"supported":false,"programs":[]}` {
		t.Errorf("%s", m.Result)
	}
	looked := make(chan string, 9)
	s = start(t, withRunning(looked, "cmd/go"))
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	m := s.Call("workspace/executeCommand", executeParamsOf("telemetry-ls.running", nil))
	if string(m.Result) != `{"supported":true,"programs":[{"program":"cmd/go","pid":100,"version":"v1"}]}` {
		t.Errorf("%s", m.Result)
	}
}
