package lint_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
	"github.com/telemetry-ls/telemetry-ls/lint"
)

// interpreters run the examples of a directory of the corpus. check only parses a file.
var interpreters = []struct {
	directory, program string
	check, run         []string
	scripts            func(*testing.T, string) []script
}{
	{"shell", "bash", []string{"-n"}, nil, nil},
	{"github", "bash", []string{"-n"}, []string{"-e"}, workflowScripts},
	{"zsh", "zsh", []string{"-n"}, []string{"-f"}, nil},
	{"fish", "fish", []string{"--no-execute"}, []string{"--no-config"}, nil},
	{"make", "make", []string{"-n", "-f"}, []string{"-k", "-f"}, nil},
}

// TestTruth runs the examples in their real interpreters, with programs on PATH that
// record how they were started. A file without findings must not pass a variable on.
// After the fixes, a file must still parse, pass no variable on and run all the other
// commands.
func TestTruth(t *testing.T) {
	for _, in := range interpreters {
		t.Run(in.directory, func(t *testing.T) {
			program := requires.Program(t, in.program)
			proved := 0
			for path, e := range corpus(t) {
				if filepath.Base(filepath.Dir(path)) != in.directory {
					continue
				}
				// Another program than the one on PATH; line ends of Windows; what the author wants.
				if strings.Contains(e.file.Text, "/usr/local/go") || strings.Contains(e.file.Text, "\r") || strings.Contains(e.file.Text, "telemetry-ls:ignore") {
					continue
				}
				t.Run(filepath.Base(path), func(t *testing.T) {
					r := runner{program: program, check: in.check, args: in.run, name: filepath.Base(e.file.Path), scripts: in.scripts}
					if r.example(t, e) {
						proved++
					}
				})
			}
			const enough = 3
			if proved < enough {
				t.Errorf("only %d examples passed the variable on to a program", proved)
			}
		})
	}
}

// runner runs files in an interpreter.
type runner struct {
	program, name string
	check, args   []string
	// scripts returns the scripts in a file, if it isn't a script itself.
	scripts func(t *testing.T, text string) []script
}

// script is a script with the variables that its file sets for it.
type script struct {
	text string
	env  []string
}

// example checks an example and reports whether a program got a variable by it.
func (r runner) example(t *testing.T, e example) bool {
	before := r.run(t, e.file.Text)
	var findings, unfixed int
	for _, f := range lint.Check(e.file).Findings {
		if f.Code == lint.IneffectiveEnv || f.Code == lint.IneffectiveDir {
			findings++
			if f.Fix == nil {
				unfixed++
			}
		}
	}
	if findings == 0 && before.passed {
		t.Errorf("no finding, but a program gets the variable:\n%s\n%s", e.file.Text, before.log)
	}
	fixed, _ := lint.FixAll(e.file)
	if fixed == e.file.Text {
		return before.passed
	}
	after := r.run(t, fixed)
	if before.parses && !after.parses {
		t.Errorf("the fixed text doesn't parse:\n%s", fixed)
	}
	if unfixed == 0 && after.passed {
		t.Errorf("after the fixes, a program still gets the variable:\n%s\n%s", fixed, after.log)
	}
	if diff := cmp.Diff(before.commands, after.commands); diff != "" {
		t.Errorf("the fixes change what the file runs (-before +after):\n%s\n%s", diff, fixed)
	}
	return before.passed
}

// recorded is what a file did.
type recorded struct {
	parses   bool
	passed   bool     // a program got a variable
	commands []string // without what is about Go telemetry
	log      string
}

// programs are replaced by one that records its arguments and the variables.
var programs = []string{"go", "docker", "podman", "sudo", "ssh", "apk", "apt-get", "curl", "git", "kubectl", "golangci-lint", "goreleaser", "brew", "systemctl", "systemd-run", "launchctl", "su", "cargo", "npm", "watch", "parallel", "flock", "chroot", "gosu"}

const recorder = `#!/bin/sh
printf '%s' "${0##*/}" >>"$RECORD"
printf '\t%s' "$@" >>"$RECORD"
printf '\n=%s%s\n' "$GOTELEMETRY" "$GOTELEMETRYDIR" >>"$RECORD"
`

func (r runner) scriptsOf(t *testing.T, text string) []script {
	if r.scripts == nil {
		return []script{{text: text}}
	}
	return r.scripts(t, text)
}

func (r runner) run(t *testing.T, text string) recorded {
	t.Helper()
	dir := t.TempDir()
	bin, record, file := filepath.Join(dir, "bin"), filepath.Join(dir, "record"), filepath.Join(dir, "work", r.name)
	for _, d := range []string{bin, filepath.Join(dir, "home"), filepath.Dir(file)} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range programs {
		if err := os.WriteFile(filepath.Join(bin, p), []byte(recorder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	got := recorded{parses: true}
	for _, s := range r.scriptsOf(t, text) {
		if err := os.WriteFile(file, []byte(s.text), 0o644); err != nil {
			t.Fatal(err)
		}
		start := func(args []string) error {
			cmd := exec.Command(r.program, append(slices.Clone(args), file)...)
			cmd.Dir = filepath.Dir(file)
			cmd.Env = append([]string{"PATH=" + bin + ":/usr/bin:/bin", "HOME=" + filepath.Join(dir, "home"), "RECORD=" + record, "TMPDIR=" + dir}, s.env...)
			cmd.Stdout = new(strings.Builder) // a pipe: Run waits for background commands too
			return cmd.Run()
		}
		log, _ := os.ReadFile(record)
		got.parses = start(r.check) == nil && got.parses
		if err := os.WriteFile(record, log, 0o644); err != nil {
			t.Fatal(err)
		}
		_ = start(r.args) // examples may fail; what they ran counts
	}
	log, _ := os.ReadFile(record)
	got.log = string(log)
	for line := range strings.Lines(strings.ReplaceAll(got.log, dir, "DIR")) {
		line = strings.TrimSuffix(line, "\n")
		if values, ok := strings.CutPrefix(line, "="); ok {
			got.passed = got.passed || values != ""
		} else if command := withoutTelemetry(strings.Split(line, "\t")); command != "" {
			got.commands = append(got.commands, command)
		}
	}
	slices.Sort(got.commands) // make and `&` run some at the same time
	return got
}

// withoutTelemetry returns a command line without the arguments about Go telemetry, or
// "" if it is about nothing else.
func withoutTelemetry(words []string) string {
	if slices.ContainsFunc(words, onlySets) || slices.Contains(words, "tee") || slices.Contains(words, "telemetry") || slices.Contains(words, "setenv") || slices.Contains(words, "set-environment") {
		return ""
	}
	if len(words) == 2 && words[0] == "ssh" { // a session reads a here-document
		return ""
	}
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		script := strings.Contains(w, " ")
		return script || strings.Contains(w, "GOTELEMETRY") || w == "-e" || w == "--env" || w == "--build-arg"
	})
	if n := len(kept); n >= 3 && kept[n-2] == "env" && (kept[n-1] == "-w" || kept[n-1] == "-u") {
		return ""
	}
	if len(kept) == 4 && kept[0] == "kubectl" && kept[1] == "set" && len(words) > len(kept) { // nothing remains to set
		return ""
	}
	return strings.Join(kept, " ")
}

// onlySets reports whether a word is a script that does nothing but set a variable.
func onlySets(word string) bool {
	for _, command := range []string{"go env -w GOTELEMETRY=", "export GOTELEMETRY="} {
		if value, ok := strings.CutPrefix(word, command); ok && !strings.ContainsAny(value, " ;&|") {
			return true
		}
	}
	return false
}
