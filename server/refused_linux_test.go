package server

import (
	"os"
	"os/exec"
	"testing"
)

// TestRefusedSwitchIsSeenAtOnce uses chattr +i, which causes no file event, so only a
// failed switch reveals it. The Status after the failure must not say that the mode
// is writable.
func TestRefusedSwitchIsSeenAtOnce(t *testing.T) {
	s := start(t)
	s.write(s.dir.ModeFile(), "local 2026-01-01")
	s.initialize(statusClient, nil)
	s.awaitStatus("local", true)
	file := s.dir.ModeFile()
	if os.Getuid() != 0 {
		t.Skip("only root may set file attributes")
	}
	if out, err := exec.Command("chattr", "+i", file).CombinedOutput(); err != nil {
		t.Skipf("the file system has no file attributes: %v: %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("chattr", "-i", file).CombinedOutput(); err != nil {
			t.Errorf("chattr -i: %v: %s", err, out)
		}
	})
	s.ExecuteError("telemetry-ls.setMode", map[string]any{"mode": "off"})
	var now wireStatus
	s.Execute("telemetry-ls.status", nil, &now)
	if now.Writable {
		t.Error("after a failed switch, the mode is reported as writable")
	}
}
