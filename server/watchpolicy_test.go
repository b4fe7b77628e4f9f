package server

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// awaitIntent waits for a Status with an intent of that source and mode; both are
// "" for none.
func (s *session) awaitIntent(source, mode string) {
	s.t.Helper()
	s.AwaitMethod("goTelemetry/status", func(params string) bool {
		var st struct {
			Intent *struct{ Source, Mode string }
		}
		if json.Unmarshal([]byte(params), &st) != nil {
			return false
		}
		if st.Intent == nil {
			return source == ""
		}
		return st.Intent.Source == source && st.Intent.Mode == mode
	})
}

// TestPolicyChanges checks that each change of a file that can want a mode sends a Status.
func TestPolicyChanges(t *testing.T) {
	var machine string
	said := make(chan string, 1000)
	s := start(t, func(s *session, o *Options) {
		machine = filepath.Join(filepath.Dir(s.config), "etc", "telemetry-ls", "policy.json") // without its directories
		o.MachinePolicy, o.Log = machine, logTo(said)
	})
	folder, later := t.TempDir(), t.TempDir()
	s.write(filepath.Join(later, ".telemetry-ls.json"), `{"policy": {"mode": "on"}}`)
	s.initializeIn([]string{folder}, statusClient, quiet)
	s.awaitIntent("", "")
	awaitLine(t, said, "the prompt ended") // no default is applied from now on
	s.write(filepath.Join(s.config, "telemetry-ls", "config.json"), `{"defaultMode": "off"}`)
	s.awaitIntent("user", "off")
	s.Notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{
		"added": []any{map[string]any{"uri": fileURI(later), "name": "later"}}, "removed": []any{},
	}})
	s.awaitIntent("workspace", "on")
	s.write(filepath.Join(folder, ".telemetry-ls.json"), `{"policy": {"mode": "off"}}`)
	s.awaitIntent("workspace", "off")
	s.write(machine, `{"policy": {"mode": "local"}}`)
	s.awaitIntent("machine", "local")
	s.write(machine+".new", `{"policy": {"mode": "on"}}`)
	if err := os.Rename(machine+".new", machine); err != nil {
		t.Fatal(err)
	}
	s.awaitIntent("machine", "on")
	s.write(machine, `{"policy": {}}`)
	s.awaitIntent("machine", "")
}

// TestPolicyGoesAway checks that a removed policy no longer counts.
func TestPolicyGoesAway(t *testing.T) {
	s := start(t, withMachine(`{"policy": {"mode": "off"}}`), chosen("local 2026-01-01"))
	folder := t.TempDir()
	file := filepath.Join(folder, ".telemetry-ls.json")
	s.write(file, `{"policy": {"mode": "local"}}`)
	s.initializeIn([]string{folder}, statusClient, quiet)
	s.awaitIntent("machine", "off")
	if err := os.RemoveAll(filepath.Join(filepath.Dir(s.config), "machine")); err != nil {
		t.Fatal(err)
	}
	s.awaitIntent("workspace", "local")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	s.awaitIntent("", "")
}

// TestHostilePolicies checks workspaces that want to do more than a workspace may: nothing
// is switched, and nothing outside them counts.
func TestHostilePolicies(t *testing.T) {
	for name, lay := range map[string]func(folder string) error{
		"on": func(folder string) error {
			return os.WriteFile(filepath.Join(folder, ".telemetry-ls.json"), []byte(`{"policy": {"mode": "on"}}`), 0o644)
		},
		"applied": func(folder string) error {
			return os.WriteFile(filepath.Join(folder, ".telemetry-ls.json"), []byte(`{"policy": {"mode": "on", "apply": true}}`), 0o644)
		},
		"a link out of it": func(folder string) error {
			secret := filepath.Join(filepath.Dir(folder), "secret.json")
			return errors.Join(os.WriteFile(secret, []byte(`{"policy": {"mode": "on"}}`), 0o644), os.Symlink("../secret.json", filepath.Join(folder, ".telemetry-ls.json")))
		},
		"huge": func(folder string) error {
			return os.WriteFile(filepath.Join(folder, ".telemetry-ls.json"), []byte(`{"policy": {"mode": "on"}`+strings.Repeat(" ", 64<<20)+"}"), 0o644)
		},
		"deeply nested": func(folder string) error {
			return os.WriteFile(filepath.Join(folder, ".telemetry-ls.json"), []byte(`{"policy": `+strings.Repeat("[", 60_000)), 0o644)
		},
		"a directory": func(folder string) error { return os.Mkdir(filepath.Join(folder, ".telemetry-ls.json"), 0o755) },
	} {
		t.Run(name, func(t *testing.T) {
			said := make(chan string, 1000)
			s := start(t, func(_ *session, o *Options) { o.Log = logTo(said) })
			folder := filepath.Join(t.TempDir(), "repository")
			if err := errors.Join(os.Mkdir(folder, 0o755), lay(folder)); err != nil {
				t.Fatal(err)
			}
			s.initializeIn([]string{folder}, statusClient, quiet)
			st := s.awaitStatus("local", false)
			awaitLine(t, said, "the prompt ended")
			want := "policy-invalid"
			if name == "on" {
				want = "policy-drift"
			}
			if len(st.Problems) != 1 || st.Problems[0].Code != want {
				t.Errorf("problems %+v, want %s", st.Problems, want)
			}
			if got := s.modeFile(); got != "" {
				t.Errorf("mode file %q", got)
			}
		})
	}
}

// TestFolderWithSlash checks that a folder is the same with and without a slash at the end.
func TestFolderWithSlash(t *testing.T) {
	s := start(t)
	folder := t.TempDir()
	s.write(filepath.Join(folder, ".telemetry-ls.json"), `{"policy": {"mode": "off"}}`)
	s.initializeIn([]string{folder + string(filepath.Separator)}, statusClient, quiet)
	s.awaitIntent("workspace", "off")
	s.Notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{
		"added": []any{}, "removed": []any{map[string]any{"uri": fileURI(folder), "name": "folder"}},
	}})
	s.awaitIntent("", "")
}
