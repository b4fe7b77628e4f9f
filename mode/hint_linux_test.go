package mode

import (
	"os"
	"path/filepath"
	"testing"
)

// TestHintsOfMissingDirectories checks that the hints name what exists.
func TestHintsOfMissingDirectories(t *testing.T) {
	broken := freshDir(t)
	if err := os.MkdirAll(filepath.Dir(broken.Path()), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/nowhere/at/all", broken.Path()); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		dir  Dir
		err  error
		want string
	}{
		{"/nonexistent/.config/go/telemetry", os.ErrPermission, "check who owns /, and whether HOME (or XDG_CONFIG_HOME) is right"},
		{broken, broken.Writable(), "remove the link on the way to " + broken.ModeFile() + " that leads nowhere"},
	} {
		if got := hintFor(test.dir.ModeFile(), false, test.err); got != test.want {
			t.Errorf("%s: got %q, want %q", test.dir, got, test.want)
		}
	}
}
