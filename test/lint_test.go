package test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// script runs a script with bash and the real go command in this home. It returns the
// output and the exit code.
func (h *home) script(text string) (output string, code int) {
	h.t.Helper()
	file := filepath.Join(h.t.TempDir(), "script.sh")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
	cmd := exec.Command("bash", file)
	// Without the child that go starts to upload, which may outlive the test.
	cmd.Dir, cmd.Env = filepath.Dir(file), append(goEnv(h.path), "GO_TELEMETRY_CHILD=2")
	out, err := cmd.CombinedOutput()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		h.t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// check returns the codes of the findings in a file, and the file after the fixes.
func check(path, text string) (codes []lint.Code, fixed string) {
	for _, f := range lint.Check(lint.File{Path: path, Text: text}).Findings {
		codes = append(codes, f.Code)
	}
	fixed, _ = lint.FixAll(lint.File{Path: path, Text: text})
	return codes, fixed
}

// TestLintClaims proves with the real go command what the findings say.
func TestLintClaims(t *testing.T) {
	for _, test := range []struct {
		name, script string
		code         lint.Code
		output       string // a part of it
		exit         int
	}{
		{"export", "export GOTELEMETRY=off\ngo telemetry\n", lint.IneffectiveEnv, "local\n", 0},
		{"prefix", "GOTELEMETRY=off go env GOTELEMETRY\n", lint.IneffectiveEnv, "local\n", 0},
		{"on", "GOTELEMETRY=on go telemetry\n", lint.IneffectiveEnv, "local\n", 0},
		{"dir", "before=$(go env GOTELEMETRYDIR)\nexport GOTELEMETRYDIR=/elsewhere\n[ \"$(go env GOTELEMETRYDIR)\" = \"$before\" ] && echo same\n", lint.IneffectiveDir, "same\n", 0},
		{"go env -w", "go env -w GOFLAGS=-v GOTELEMETRY=off\n", lint.ImmutableGoEnv, "GOTELEMETRY cannot be modified", 1},
		{"go env -w dir", "go env -w GOTELEMETRYDIR=/x\n", lint.ImmutableGoEnv, "GOTELEMETRYDIR cannot be modified", 1},
		{"go env -u", "go env -u GOTELEMETRY\n", lint.ImmutableGoEnv, "GOTELEMETRY cannot be modified", 1},
		{"unknown mode", "go telemetry disable\n", lint.InvalidMode, "", 2},
		{"upper case", "go telemetry OFF\n", lint.InvalidMode, "", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			codes, fixed := check("x.sh", test.script)
			if diff := cmp.Diff([]lint.Code{test.code}, codes); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			h := newHome(t)
			output, exit := h.script(test.script)
			if !strings.Contains(output, test.output) || exit != test.exit {
				t.Errorf("exit code %d, output %q; want %d and %q", exit, output, test.exit, test.output)
			}
			if output, exit := h.script("set -e\n" + fixed); exit != 0 && test.code != lint.InvalidMode {
				t.Errorf("the fixed script fails: %s", output)
			}
		})
	}
}

// TestMixedGoEnv shows that the fix of a mixed `go env -w` keeps the other variables, and
// that without it none is written.
func TestMixedGoEnv(t *testing.T) {
	const script = "go env -w GOTELEMETRY=off GOPRIVATE=example.com\n"
	_, fixed := check("x.sh", script)
	h := newHome(t)
	h.script(script)
	if got, _ := h.script("go env GOPRIVATE"); got != "\n" {
		t.Errorf("GOPRIVATE is %q after the failed command", got)
	}
	h.script(fixed)
	if got, _ := h.script("go env GOPRIVATE"); got != "example.com\n" {
		t.Errorf("GOPRIVATE is %q after the fixed command\n%s", got, fixed)
	}
}

// TestFixedPipeline runs the commands of a fixed Dockerfile and of a fixed workflow.
func TestFixedPipeline(t *testing.T) {
	for _, test := range []struct{ path, text, command string }{
		{"Dockerfile", "FROM golang:1.26\nENV GOTELEMETRY=off\nRUN go telemetry\n", "RUN "},
		{"Dockerfile", "FROM golang:1.26\nRUN export GOTELEMETRY=off && go telemetry\n", "RUN "},
		{".github/workflows/ci.yml", "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    env:\n      GOTELEMETRY: off\n    steps:\n      - uses: actions/setup-go@v5\n      - run: go telemetry\n", "- run: "},
	} {
		run := func(text string) string {
			var script strings.Builder
			for line := range strings.Lines(text) {
				if command, ok := strings.CutPrefix(strings.TrimSpace(line), test.command); ok {
					script.WriteString(command + "\n")
				}
			}
			output, _ := newHome(t).script(script.String())
			return output
		}
		codes, fixed := check(test.path, test.text)
		if diff := cmp.Diff([]lint.Code{lint.IneffectiveEnv}, codes); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", test.path, diff)
		}
		if got := run(test.text); got != "local\n" {
			t.Errorf("%s: the mode is %q before the fix", test.path, got)
		}
		if got := run(fixed); got != "off\n" {
			t.Errorf("%s: the mode is %q after the fix\n%s", test.path, got, fixed)
		}
	}
}

// TestFixedMakefile checks that a fixed Makefile leaves the mode of its user alone.
func TestFixedMakefile(t *testing.T) {
	const text = "export GOTELEMETRY := off\nbuild:\n\t@GOTELEMETRY=off go telemetry\n"
	codes, fixed := check("Makefile", text)
	if len(codes) != 2 {
		t.Errorf("findings: %v", codes)
	}
	h := newHome(t)
	file := filepath.Join(t.TempDir(), "Makefile")
	if err := os.WriteFile(file, []byte(fixed), 0o644); err != nil {
		t.Fatal(err)
	}
	if got, _ := h.script("make -f '" + file + "'"); got != "local\n" {
		t.Errorf("make prints %q\n%s", got, fixed)
	}
	if _, err := os.Stat(filepath.Join(h.telemetryDir(), "mode")); !os.IsNotExist(err) {
		t.Errorf("the mode file: %v", err)
	}
}
