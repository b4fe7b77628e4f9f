package facts

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/running"
)

func TestStillCounting(t *testing.T) {
	damaged := errors.New("no reading")
	found := running.Programs{Programs: []running.Program{{Program: "cmd/go", PID: 1}}}
	for _, test := range []struct {
		name    string
		state   mode.State
		found   int
		unknown error
	}{
		{"off", mode.State{Mode: mode.Off}, 1, nil},
		{"local", mode.State{Mode: mode.Local}, 0, nil},
		{"on", mode.State{Mode: mode.On}, 0, nil},
		{"unknown", mode.State{Mode: mode.Local, Unknown: true, Problem: damaged}, 0, damaged},
	} {
		m := Machine{Dir: "/t", Running: func(_ context.Context, dir string) (running.Programs, error) {
			if dir != "/t" {
				t.Errorf("%s: looked in %q", test.name, dir)
			}
			return found, nil
		}}
		got, err := m.StillCounting(t.Context(), test.state)
		if len(got.Programs) != test.found || !errors.Is(err, test.unknown) {
			t.Errorf("%s: got %v, %v, want %d and %v", test.name, got.Programs, err, test.found, test.unknown)
		}
	}
}

// TestStatus makes the Status of a directory that doesn't exist yet.
func TestStatus(t *testing.T) {
	dir := mode.Dir(t.TempDir() + "/none")
	now := func() time.Time { return time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC) }
	m := Machine{Dir: dir, Env: func(string) string { return "" }, Now: now}
	state := dir.Read()
	if p := m.Uploads(nil, state, nil); p != nil {
		t.Errorf("in mode %s: uploads %v", state.Mode, p)
	}
	s := m.Status(state, Costly{Delivering: true})
	if s.Mode != mode.Local || s.Chosen || !s.Writable || s.Dir != dir.Path() {
		t.Errorf("got %+v", s)
	}
	unwritable := m.Status(state, Costly{Unwritable: errors.New("no")})
	if unwritable.Writable {
		t.Error("an unwritable mode file counts as writable")
	}
}

// TestPolicies checks which files can want a mode.
func TestPolicies(t *testing.T) {
	home := t.TempDir()
	write := func(path, text string) string {
		path = filepath.Join(home, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	m := Machine{
		ConfigDir: filepath.Join(home, "config"), Env: func(key string) string { return map[string]string{"GOTELEMETRY": "on"}[key] },
		MachinePolicy: write("etc/policy.json", `{"policy": {"mode": "local"}}`), KnownPolicies: new(policy.Known),
	}
	file := write("config/telemetry-ls/config.json", `{"defaultMode": "off"}`)
	workspace := write("b/.telemetry-ls.json", `{"policy": {"mode": "off"}}`)
	in := m.Policies(filepath.Join(home, "a"), filepath.Join(home, "b"))
	if in.Machine.Policy == nil || in.Machine.Policy.Mode != mode.Local || len(in.Workspaces) != 2 || in.Workspaces[0].Policy != nil ||
		in.Workspaces[1].Policy == nil || in.Workspaces[1].Path != workspace || in.Env != "on" || in.Default != "" || in.ConfigFile != file {
		t.Errorf("got %+v", in)
	}
	if in = m.WithDefault(in); in.Default != mode.Off {
		t.Errorf("the default is %q", in.Default)
	}
	write("config/telemetry-ls/config.json", `{"defaultMode": 1}`)
	if in = m.WithDefault(policy.Inputs{}); in.Default != "" {
		t.Errorf("the default of an invalid file is %q", in.Default)
	}
}
