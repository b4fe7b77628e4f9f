package doctor

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// facts returns the inputs of a Status for that mode file; "" means that there is none.
func facts(file string) status.Facts {
	f := status.Facts{Dir: "/t", Supported: true, Delivering: true, Env: func(string) string { return "" }, Now: now, State: mode.State{Mode: mode.Local, Word: "local"}}
	if file != "" {
		f.State = mode.Interpret([]byte(file))
	}
	return f
}

var now = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func TestDoctor(t *testing.T) {
	env := func(vars map[string]string) func(*status.Facts, *Surroundings) {
		return func(f *status.Facts, _ *Surroundings) { f.Env = func(k string) string { return vars[k] } }
	}
	goEnv := func(vars map[string]string) func(*status.Facts, *Surroundings) {
		return func(_ *status.Facts, a *Surroundings) { a.GoEnvFile, a.GoEnv = "/c/go/env", vars }
	}
	gopls := running.Programs{Supported: true, Programs: []running.Program{{Program: "golang.org/x/tools/gopls", PID: 12, Version: "v0.23.0"}}}
	runs := func(_ *status.Facts, a *Surroundings) { a.Running = gopls }
	for _, test := range []struct {
		name   string
		file   string
		change func(*status.Facts, *Surroundings)
		failed []string
	}{
		{"in order", "local 2026-01-01", func(*status.Facts, *Surroundings) {}, nil},
		{"never chosen", "", func(*status.Facts, *Surroundings) {}, nil},
		{"undated", "on", func(*status.Facts, *Surroundings) {}, []string{"mode-file"}},
		{"read-only and an environment", "off", func(f *status.Facts, _ *Surroundings) {
			f.Unwritable = errors.New("no")
			f.Env = func(k string) string { return map[string]string{"GOTELEMETRY": "off", "GOTELEMETRYDIR": "/x"}[k] }
		}, []string{"writable", "environment", "environment"}},
		{"a directory for tests", "", env(map[string]string{"TEST_TELEMETRY_DIR": "/x"}), []string{"test-telemetry-dir"}},
		{"a helper process", "", env(map[string]string{"GO_TELEMETRY_CHILD": "1"}), []string{"telemetry-child"}},
		{"one below a helper process", "", env(map[string]string{"GO_TELEMETRY_CHILD": "2"}), []string{"telemetry-child"}},
		{"an unknown process", "", env(map[string]string{"GO_TELEMETRY_CHILD": "\x1b[31m"}), []string{"telemetry-child"}},
		{"no settings file", "", env(map[string]string{"GOENV": "off"}), nil},
		{"a relative settings file", "", env(map[string]string{"GOENV": "secret"}), nil},
		{"a settings file", "", goEnv(map[string]string{"GOFLAGS": "-mod=mod"}), nil},
		{"a settings file with both", "", goEnv(map[string]string{"GOTELEMETRY": "off", "GOTELEMETRYDIR": "/secret"}), []string{"goenv-file", "goenv-file"}},
		{"a settings file with nonsense", "", goEnv(map[string]string{"GOTELEMETRY": "[x](command:secret)"}), []string{"goenv-file"}},
		{"off, and a program counts", "off 2026-01-01", runs, []string{"running-programs"}},
		{"off, and none counts", "off 2026-01-01", func(_ *status.Facts, a *Surroundings) { a.Running.Supported = true }, nil},
		{"local, and a program counts", "local 2026-01-01", runs, nil},
		{"no folder", "", func(f *status.Facts, _ *Surroundings) { f.Dir = "" }, []string{"config-dir"}},
	} {
		f := facts(test.file)
		var around Surroundings
		test.change(&f, &around)
		around.Env, around.Files, around.Gopls = f.Env, new(housekeeping.Listing), "gopls has no record"
		got := Of(status.Of(f), around)
		var failed []string
		for _, c := range got.Checks {
			if !c.OK {
				failed = append(failed, c.Code)
			}
			if strings.Contains(c.Message, "secret") || strings.Contains(c.Message, "\x1b") {
				t.Errorf("%s: repeats the value of a variable: %+v", test.name, c)
			}
			if c.Message == "" || c.OK != (c.Hint == nil) {
				t.Errorf("%s: %+v", test.name, c)
			}
		}
		if diff := cmp.Diff(test.failed, failed); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", test.name, diff)
		}
		if got.Failed() != (test.failed != nil) {
			t.Errorf("%s: Failed() = %v", test.name, got.Failed())
		}
	}
}

// TestDoctorNamesProcesses checks that the doctor names the processes to restart, up to
// a limit.
func TestDoctorNamesProcesses(t *testing.T) {
	var many running.Programs
	many.Supported = true
	for i := range 1000 {
		many.Programs = append(many.Programs, running.Program{Program: "golang.org/x/tools/gopls", PID: 100 + i})
	}
	f := facts("off 2026-01-01")
	checks := Of(status.Of(f), Surroundings{Env: f.Env, Running: many, Files: new(housekeeping.Listing)}).Checks
	message := checks[len(checks)-1].Message
	if !strings.Contains(message, "gopls (process 100), ") || !strings.HasSuffix(message, " and 980 more") {
		t.Error(message)
	}
}
