package upload

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// TestImmutableToken has a token that not even root can remove.
func TestImmutableToken(t *testing.T) {
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root may set flags")
	}
	dir := t.TempDir()
	token := counttest.Put(t, dir, "local/upload.token", nil)
	if out, err := exec.Command("chattr", "+i", token).CombinedOutput(); err != nil {
		requires.Skip(t, "chattr", fmt.Sprintf("the file system has no flags: %v: %s", err, out))
	}
	defer func() {
		if out, err := exec.Command("chattr", "-i", token).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}()
	p := previewOf(t, dir, Options{Mode: "on", Now: counttest.Noon})
	if len(p.Uploads.Blocked) != 1 || !strings.Contains(p.Uploads.Blocked[0].Message, "Go can't renew local/upload.token") ||
		p.Uploads.Blocked[0].Hint != "run: sudo chattr -i "+token {
		t.Errorf("got %+v", p.Uploads.Blocked)
	}
}
