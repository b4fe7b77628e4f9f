package server

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// applying is a machine's policy that is applied.
func applying(mode string) string {
	return `{"policy": {"mode": "` + mode + `", "reason": "Source code is secret here", "url": "https://example.com/why", "apply": true}}`
}

// needsAdministrator skips the test unless the files that it creates are an
// administrator's.
func needsAdministrator(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" || os.Getuid() != 0 {
		t.Skip("a policy with apply must be in a file of root's")
	}
}

// isAnnouncement matches the message that a policy was applied.
func isAnnouncement(m lsptest.Message) bool {
	return m.Method == "window/showMessage" && strings.Contains(string(m.Params), "Go telemetry is now")
}

func TestApplyPolicy(t *testing.T) {
	needsAdministrator(t)
	for _, test := range []struct{ policy, before, want string }{
		{"off", "", "off 2026-11-22"},
		{"off", "on 2026-01-01", "off 2026-11-22"},
		{"off", "local 2026-01-01", "off 2026-11-22"},
		{"local", "", "local 2026-11-22"},
		{"local", "on 2026-01-01", "local 2026-11-22"},
		{"local", "local 2026-01-01", "local 2026-01-01"},
		{"local", "off 2026-01-01", "off 2026-01-01"}, // it would collect more
		{"on", "", ""},
		{"on", "local 2026-01-01", "local 2026-01-01"},
	} {
		t.Run(test.policy+" after "+test.before, func(t *testing.T) {
			said := make(chan string, 1000)
			setups := []setup{withMachine(applying(test.policy)), func(_ *session, o *Options) { o.Log = logTo(said) }}
			if test.before != "" {
				setups = append(setups, chosen(test.before))
			}
			s := start(t, setups...)
			s.initialize(statusClient, quiet)
			awaitLine(t, said, "the prompt ended") // after the policy was applied
			if got := s.modeFile(); got != test.want {
				t.Fatalf("mode file %q, want %q", got, test.want)
			}
			if test.want == test.before {
				return
			}
			m := s.Await("the announcement", isAnnouncement)
			if !strings.Contains(string(m.Params), "this machine's policy wants "+test.policy+" (Source code is secret here; see https://example.com/why)") {
				t.Errorf("said %s", m.Params)
			}
			refuses(t, "undo", s.ExecuteError("telemetry-ls.undoSwitch", nil))
			if got := s.modeFile(); got != test.want {
				t.Errorf("mode file %q after the undo", got)
			}
		})
	}
}

// TestApplyOnce checks that a policy is announced once over all servers, again after a change
// of the file, and that a switch by another program is mended without another message.
func TestApplyOnce(t *testing.T) {
	needsAdministrator(t)
	machine := withMachine(applying("off"))
	first := start(t, machine)
	first.initialize(statusClient, quiet)
	first.Await("the announcement", isAnnouncement)
	first.awaitStatus("off", true)
	first.write(first.dir.ModeFile(), "on 2026-11-22") // as `go telemetry on` does
	first.awaitMode("off 2026-11-22")
	first.end()
	if n := first.Count(isAnnouncement); n != 1 {
		t.Errorf("%d announcements, want 1", n)
	}
	if err := os.Remove(first.dir.ModeFile()); err != nil {
		t.Fatal(err)
	}

	second := start(t, homeOf(first), machine)
	second.initialize(statusClient, quiet)
	second.awaitStatus("off", true)
	second.end()
	if n := second.Count(isAnnouncement); n != 0 {
		t.Error("another start announces the same policy")
	}

	third := start(t, homeOf(first), withMachine(`{"policy": {"allowed": ["off"], "apply": true}}`), chosen("local 2026-01-01"))
	third.initialize(statusClient, quiet)
	third.Await("the announcement", isAnnouncement)
}

// end ends the server.
func (s *session) end() {
	s.t.Helper()
	s.Call("shutdown", nil)
	s.Notify("exit", nil)
	s.exitCode()
}

// awaitMode waits until the mode file has a text: a mode that is mended at once causes no
// notification.
func (s *session) awaitMode(want string) {
	s.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); s.modeFile() != want; {
		if time.Now().After(deadline) {
			s.t.Fatalf("the mode file is still %q", s.modeFile())
		}
		s.Execute("telemetry-ls.status", nil, new(wireStatus))
	}
}

// TestApplyAtOnce checks that several servers that start at once leave one mode and one
// announcement.
func TestApplyAtOnce(t *testing.T) {
	needsAdministrator(t)
	machine := withMachine(applying("off"))
	home := start(t, machine)
	sessions := []*session{home}
	for range 4 {
		sessions = append(sessions, start(t, homeOf(home), machine))
	}
	for _, s := range sessions {
		s.initialize(statusClient, quiet)
	}
	for _, s := range sessions {
		s.awaitStatus("off", true)
	}
	announced := 0
	for deadline := time.Now().Add(30 * time.Second); announced == 0 && time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		for _, s := range sessions {
			announced += s.Count(isAnnouncement)
		}
	}
	announced = 0
	for _, s := range sessions {
		s.Call("shutdown", nil)
		announced += s.Count(isAnnouncement)
	}
	if got := home.modeFile(); announced != 1 || got != "off 2026-11-22" {
		t.Errorf("%d announcements, want 1; mode file %q", announced, got)
	}
}

// TestUntrustedPolicyIsNotApplied checks a policy file that everybody can write.
func TestUntrustedPolicyIsNotApplied(t *testing.T) {
	needsAdministrator(t)
	s := start(t, withMachine(applying("off")), func(_ *session, o *Options) {
		if err := os.Chmod(o.MachinePolicy, 0o666); err != nil {
			t.Fatal(err)
		}
	})
	s.initialize(statusClient, quiet)
	st := s.awaitStatus("local", false)
	if len(st.Problems) != 1 || st.Problems[0].Code != "policy-invalid" {
		t.Errorf("problems %+v", st.Problems)
	}
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, &st) // it limits nothing
	if got := s.modeFile(); got != "on 2026-11-22" {
		t.Errorf("mode file %q", got)
	}
}

// TestDefaultAfterPolicy checks that the machine's policy is applied before the user's
// default, which then has nothing to decide.
func TestDefaultAfterPolicy(t *testing.T) {
	needsAdministrator(t)
	s := start(t, withMachine(applying("off")), withFile("telemetry-ls/config.json", `{"defaultMode":"on"}`))
	asked := s.answerWith()
	s.initialize(statusClient, atOnce)
	s.wantSilence(asked, func() { s.awaitStatus("off", true) })
	s.Await("the announcement", isAnnouncement)
}
