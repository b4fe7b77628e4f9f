package policy

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheckMachine checks the text of a file that an editor may not have saved yet.
func TestCheckMachine(t *testing.T) {
	const apply = `{"policy": {"reason": "apply", "mode": "off", "apply": true}}`
	dir := t.TempDir()
	path := filepath.Join(dir, "new", "policy.json")
	for _, at := range []string{path, filepath.Join(dir, "policy.json")} {
		if issues := CheckMachine(at, []byte(apply)); os.Getuid() == 0 && issues != nil {
			t.Errorf("%s isn't saved yet: %+v", at, issues)
		}
	}
	if issues := CheckMachine(path, []byte(`{}`)); len(issues) != 1 {
		t.Errorf("without a policy: %+v", issues)
	}
	write(t, path, apply)
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	issues := CheckMachine(path, []byte(apply))
	if len(issues) != 1 || issues[0].Start != strings.LastIndex(apply, `"apply"`) || apply[issues[0].Start:issues[0].End] != `"apply"` {
		t.Errorf("got %+v", issues)
	}
	if issues := CheckMachine(path, []byte(`{"policy": {"mode": "off"}}`)); issues != nil {
		t.Errorf("without apply: %+v", issues)
	}
}
