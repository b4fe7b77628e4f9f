package server

import (
	"os"
	"os/exec"
	"testing"
)

// chattr +i sends no event, so only a refused switch tells of it: the Status after
// the refusal does not go on saying that the mode can be switched.
func TestRefusedSwitchIsSeenAtOnce(t *testing.T) {
	s := start(t)
	s.write(s.dir.ModeFile(), "local 2026-01-01")
	s.initialize(statusClient, nil)
	s.awaitStatus("local", true)
	file := s.dir.ModeFile()
	if os.Getuid() != 0 {
		t.Skip("only root may set flags")
	}
	if out, err := exec.Command("chattr", "+i", file).CombinedOutput(); err != nil {
		t.Skipf("the file system has no flags: %v: %s", err, out)
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
		t.Error("after a refused switch the mode is said to be writable")
	}
}
