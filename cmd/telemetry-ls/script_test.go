package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// today is the date in the scripts.
const today = "2026-11-22"

func noon() time.Time {
	t, err := time.Parse(time.DateOnly, today)
	if err != nil {
		panic(err)
	}
	return t.Add(12 * time.Hour)
}

// TestMain lets the scripts run the program as a command. Its clock says noon, unless the
// dates of files that the script writes matter.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"telemetry-ls": func() {
		e := system()
		if os.Getenv("REAL_CLOCK") == "" {
			e.now = noon
		}
		e.machinePolicy = os.Getenv("MACHINE_POLICY") // only here: users can't name another file
		os.Exit(start(e))
	}})
}

// TestScripts runs the scripts of the command line, each in a separate home.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			home := filepath.Join(e.WorkDir, "home")
			e.Setenv("HOME", home)
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
			e.Setenv("TELEMETRY", filepath.Join(home, "config", "go", "telemetry"))
			e.Setenv("TODAY", today)
			return os.MkdirAll(home, 0o755)
		},
	})
}

// TestTerminalWithoutArguments checks that the program prints its help if a user starts it
// in a terminal, instead of waiting for frames.
func TestTerminalWithoutArguments(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	e := &env{stdin: os.Stdin, stdout: out, stderr: out, getenv: func(string) string { return "" }, now: noon, terminal: true}
	if code := run(context.Background(), nil, e); code != exitFine {
		t.Errorf("exit code %d, want 0", code)
	}
	text, err := os.ReadFile(out.Name())
	if err != nil || len(text) == 0 {
		t.Errorf("printed %q, %v; want the help", text, err)
	}
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct {
		args []string
		want int
	}{
		{[]string{"status"}, exitFine},
		{[]string{"set", "off"}, exitFine},
		{[]string{"set", "off"}, exitFine},
		{[]string{"set"}, exitUsage},
		{[]string{"set", "ON"}, exitUsage},
		{[]string{"nope"}, exitUsage},
		{[]string{"status", "--nope"}, exitUsage},
		{[]string{"version", "x"}, exitUsage},
		{[]string{"--telemetry-dir", "/dev/null/x", "set", "on"}, exitNo},
	} {
		out, err := os.Create(filepath.Join(t.TempDir(), "out"))
		if err != nil {
			t.Fatal(err)
		}
		vars := map[string]string{"TELEMETRY_LS_DIR": dir}
		e := &env{stdout: out, stderr: out, getenv: func(k string) string { return vars[k] }, now: noon}
		if got := run(context.Background(), test.args, e); got != test.want {
			t.Errorf("%q: exit code %d, want %d", test.args, got, test.want)
		}
	}
}
