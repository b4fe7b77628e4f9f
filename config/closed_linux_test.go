package config

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

// told is the output of a copy of this program that checks a directory as another user.
type told struct{ Path, Owner, Hint string }

func TestMain(m *testing.M) { reexec.Main(m, reexec.Roles{"closed": sayWhatIsClosed}) }

// sayWhatIsClosed prints the result of Closed for the directory in its argument.
func sayWhatIsClosed(args []string) error {
	var said told
	var closed *ClosedError
	if errors.As(Closed(args[0]), &closed) {
		said = told{closed.Path, closed.Owner, closed.Hint()}
	}
	return json.NewEncoder(os.Stdout).Encode(said)
}

// TestClosed checks that Closed finds what root left behind, and names the owner.
func TestClosed(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can create files that root owns")
	}
	const unprivileged = 65534
	for _, tt := range []struct {
		name      string
		dir, file os.FileMode // 0 for none
		ownDir    bool
		closed    string
	}{
		{"nothing", 0, 0, false, ""},
		{"own", 0o700, 0, true, ""},
		{"own, with a file that may be read", 0o700, 0o644, true, ""},
		{"root's", 0o700, 0, false, "telemetry-ls"},
		{"root's, open to reading", 0o755, 0o644, false, "telemetry-ls"},
		{"own, with a file of root's", 0o700, 0o600, true, "telemetry-ls/prompt.json"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			configDir := t.TempDir()
			for _, at := range []string{configDir, filepath.Dir(configDir)} {
				if err := os.Chmod(at, 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Chown(configDir, unprivileged, unprivileged); err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(configDir, "telemetry-ls")
			if tt.dir != 0 {
				if err := os.Mkdir(dir, tt.dir); err != nil {
					t.Fatal(err)
				}
			}
			if tt.file != 0 {
				if err := os.WriteFile(filepath.Join(dir, "prompt.json"), nil, tt.file); err != nil {
					t.Fatal(err)
				}
			}
			if tt.ownDir {
				if err := os.Chown(dir, unprivileged, unprivileged); err != nil {
					t.Fatal(err)
				}
			}
			cmd := reexec.Command(t, "closed", configDir)
			cmd.Path, cmd.Dir = "/proc/self/exe", "/" // a directory that another user may use
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			var got, want told
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			if tt.closed != "" {
				at := filepath.Join(configDir, tt.closed)
				want = told{at, "root", `run: sudo chown -R "$(id -un)" ` + at}
			}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}
