package homes

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// TestRunning finds the configuration directory of a real process with the same home, and
// not that of one with another.
func TestRunning(t *testing.T) {
	home, terminal := t.TempDir(), t.TempDir()
	for _, h := range []string{home, t.TempDir()} {
		config := terminal
		if h != home {
			config = t.TempDir()
		}
		cmd := exec.Command("cat")
		cmd.Env = []string{"HOME=" + h, "XDG_CONFIG_HOME=" + config, "SECRET=secret"}
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Skip(err)
		}
		t.Cleanup(func() {
			_ = in.Close()
			_ = cmd.Wait()
		})
	}
	if got := Running(t.Context(), home); !slices.Equal(got, []string{terminal}) {
		t.Errorf("got %q, want %q", got, terminal)
	}
	dir := filepath.Join(terminal, "go", "telemetry")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	others := Others(User{Home: home, Dir: mode.Dir(filepath.Join(home, "none")), Running: Running(t.Context(), home)})
	if len(others) != 1 || others[0].Dir.Path() != dir || others[0].State.Mode != mode.Local || others[0].State.Chosen {
		t.Errorf("got %+v", others)
	}
}

func TestConfigOf(t *testing.T) {
	for _, test := range []struct {
		environment, want string
		ok                bool
	}{
		{"HOME=/h\x00XDG_CONFIG_HOME=/c\x00", "/c", true},
		{"XDG_CONFIG_HOME=/c\x00HOME=/h", "/c", true},
		{"HOME=/other\x00XDG_CONFIG_HOME=/c\x00", "/c", false},
		{"HOME=/h\x00XDG_CONFIG_HOME=c\x00", "c", false},
		{"HOME=/h\x00XDG_CONFIG_HOME=/c\x00GO_TELEMETRY_CHILD=2\x00", "/c", false},
		{"HOME=/h\x00XDG_CONFIG_HOME=/c\x00GO_TELEMETRY_CHILD=\x00", "/c", true},
		{"HOME=/h\x00", "", false},
		{"", "", false},
	} {
		if got, ok := configOf([]byte(test.environment), "/h"); got != test.want || ok != test.ok {
			t.Errorf("%q: got %q, %v", test.environment, got, ok)
		}
	}
}
