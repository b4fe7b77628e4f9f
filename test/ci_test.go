package test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// setting is a script with a finding that --fix removes, and one that it leaves.
const setting = "export GOTELEMETRY=off\ngo telemetry nope\n"

// tree makes files in a new directory.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644))
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// output runs a program in a directory, with telemetry-ls on PATH, and returns what it
// prints and its exit code.
func output(t *testing.T, dir, program string, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command(program, args...)
	home := newHome(t).path
	cmd.Dir = dir
	cmd.Env = append(goEnv(home), "PATH="+filepath.Dir(serverPath)+string(filepath.ListSeparator)+os.Getenv("PATH"), "PRE_COMMIT_HOME="+home, "GIT_CONFIG_GLOBAL="+os.DevNull)
	out, err := cmd.CombinedOutput()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// TestProblemMatcher applies the pattern for GitHub Actions to the output of check, in the
// language of the runner.
func TestProblemMatcher(t *testing.T) {
	node := requires.Program(t, "node")
	matcher, err := filepath.Abs("../docs/problem-matcher.json")
	if err != nil {
		t.Fatal(err)
	}
	dir := tree(t, map[string]string{"a.sh": setting, "b/c d.sh": setting, "b/x: 1:2: (y).sh": setting, "\u00fc.md": "```sh\n" + setting + "```\n", "Dockerfile": "FROM golang\nRUN go telemetry on\n"})
	type match struct {
		File, Message, Code string
		Line, Column        int
	}
	var report struct{ Findings []match }
	printed, _ := output(t, dir, serverPath, "check", "--json", ".")
	if err := json.Unmarshal([]byte(printed), &report); err != nil || len(report.Findings) != 9 {
		t.Fatalf("%d findings, %v", len(report.Findings), err)
	}
	const script = `
		const [p] = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).problemMatcher[0].pattern;
		const text = require("child_process").spawnSync(process.argv[2], ["check", "."], { encoding: "utf8" }).stdout;
		const found = text.trimEnd().split("\n").map((line) => line.match(new RegExp(p.regexp)))
			.map((m) => ({ File: m[p.file], Line: +m[p.line], Column: +m[p.column], Message: m[p.message], Code: m[p.code] }));
		console.log(JSON.stringify(found));`
	printed, _ = output(t, dir, node, "-e", script, matcher, serverPath)
	var got []match
	if err := json.Unmarshal([]byte(printed), &got); err != nil {
		t.Fatalf("%v: %s", err, printed)
	}
	if diff := cmp.Diff(report.Findings, got); diff != "" {
		t.Errorf("(-check --json +matched)\n%s", diff)
	}
}

// TestPreCommit runs the hooks with the real pre-commit. They run the program of this
// test instead of one that pre-commit builds.
func TestPreCommit(t *testing.T) {
	preCommit := requires.Program(t, "pre-commit")
	hooks, err := os.ReadFile("../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	local := strings.ReplaceAll("\n"+strings.ReplaceAll(string(hooks), "language: golang", "language: system"), "\n", "\n  ")
	dir := tree(t, map[string]string{
		".pre-commit-config.yaml": "repos:\n- repo: local\n  hooks:" + local,
		"a.sh":                    "export GOTELEMETRY=off\ntrue\n",
		"b/c d.sh":                "GOTELEMETRY=off go vet\n",
		"image.png":               "GOTELEMETRY\x00",
		"large.json":              `{"a": "` + strings.Repeat("x", 3<<20) + `"}`,
	})
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}} {
		if out, code := output(t, dir, "git", args...); code != 0 {
			t.Fatal(out)
		}
	}
	if out, code := output(t, dir, preCommit, "run", "--all-files", "telemetry-ls"); code != 1 || !strings.Contains(out, "\na.sh:1:8: ") || !strings.Contains(out, "\nb/c d.sh:1:1: ") {
		t.Errorf("check: exit code %d\n%s", code, out)
	}
	if out, code := output(t, dir, preCommit, "run", "--all-files", "telemetry-ls-fix"); code != 1 || !strings.Contains(out, "files were modified by this hook") {
		t.Errorf("--fix: exit code %d\n%s", code, out)
	}
	for name, want := range map[string]string{"a.sh": "true\n", "b/c d.sh": "go vet\n"} {
		if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if out, code := output(t, dir, preCommit, "run", "--all-files"); code != 0 {
		t.Errorf("after --fix: exit code %d\n%s", code, out)
	}
}

// TestCodeScanningSnippet runs the line of docs/lint.md that writes SARIF, as a step of
// GitHub Actions: findings don't fail it, problems do.
func TestCodeScanningSnippet(t *testing.T) {
	page, err := os.ReadFile("../docs/lint.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "- run: telemetry-ls check --sarif")
	line, _, found := strings.Cut(rest, "\n")
	if !found {
		t.Fatal("docs/lint.md has no such line")
	}
	for name, test := range map[string]struct {
		files map[string]string
		want  int
	}{
		"nothing":  {map[string]string{"a.sh": "true\n"}, 0},
		"findings": {map[string]string{"a.sh": setting}, 0},
		"problem":  {map[string]string{"a.sh": setting, ".telemetry-ls.json": "{"}, 1},
	} {
		dir := tree(t, test.files)
		out, code := output(t, dir, "bash", "-e", "-c", "telemetry-ls check --sarif"+line)
		log, err := os.ReadFile(filepath.Join(dir, "telemetry-ls.sarif"))
		if code != test.want || err != nil || !json.Valid(log) {
			t.Errorf("%s: exit code %d, want %d, %v\n%s", name, code, test.want, err, out)
		}
	}
}
