package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

const setting = "export GOTELEMETRY=off\n"

// checkHere runs check in the current directory.
func checkHere(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errors bytes.Buffer
	e := &env{
		stdin: io.NopCloser(strings.NewReader(stdin)), stdout: closer{&out}, stderr: &errors, now: noon, piped: true,
		getenv: func(string) string { return "" },
	}
	code = run(context.Background(), append([]string{"check"}, args...), e)
	return out.String(), errors.String(), code
}

// write makes files in a new current directory.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// utf16 encodes ASCII text.
func utf16(order, text string) string {
	for i := range len(text) {
		if order == "\xff\xfe" {
			order += text[i:i+1] + "\x00"
		} else {
			order += "\x00" + text[i:i+1]
		}
	}
	return order
}

// TestCheckUncheckable checks that a file that can't be checked is a problem if it is
// named, and left out in silence if not.
func TestCheckUncheckable(t *testing.T) {
	padding := strings.Repeat("# padding\n", lint.MaxSize/10+1)
	files := map[string]string{
		"large.sh":      setting + padding,
		"end.sh":        padding + setting,
		"harmless.sh":   padding,
		"large.unknown": setting + padding,
		"script":        "#!/bin/sh\n" + setting + padding,
		"binary.sh":     setting + "\x00",
		"zeros.sh":      strings.Repeat("\x00", lint.MaxSize+1),
		"image.png":     setting + "\x00",
		"little.ps1":    utf16("\xff\xfe", "$env:GOTELEMETRY='off'\r\n"),
		"big.ps1":       utf16("\xfe\xff", "$env:GOTELEMETRY='off'\r\n"),
		"empty.sh":      "",
		"text.unknown":  setting,
	}
	write(t, files)
	for name, want := range map[string]string{
		"large.sh":    "larger than 2 MiB",
		"end.sh":      "larger than 2 MiB",
		"script":      "larger than 2 MiB",
		"binary.sh":   "a binary file",
		"zeros.sh":    "a binary file",
		"little.ps1":  "encoded as UTF-16, not UTF-8",
		"big.ps1":     "encoded as UTF-16, not UTF-8",
		"harmless.sh": "", "large.unknown": "", "image.png": "", "empty.sh": "", "text.unknown": "",
	} {
		wantErr, wantCode := "", exitFine
		if want != "" {
			wantErr, wantCode = "telemetry-ls: "+name+": not checked: "+want+"\n", exitUsage
		}
		for _, args := range [][]string{{name}, {".", name}, {name, "."}, {"--fix", name}} {
			if stdout, stderr, code := checkHere(t, "", args...); stdout != "" || stderr != wantErr || code != wantCode {
				t.Errorf("%q: exit code %d, %q, %q; want %d, %q", args, code, stdout, stderr, wantCode, wantErr)
			}
		}
		if text, err := os.ReadFile(name); err != nil || string(text) != files[name] {
			t.Errorf("%s was changed: %v", name, err)
		}
	}
	if stdout, stderr, code := checkHere(t, "", "."); stdout+stderr != "" || code != exitFine {
		t.Errorf("a walk: exit code %d, %q, %q", code, stdout, stderr)
	}
}

// TestCheckProblems checks the formats for programs.
func TestCheckProblems(t *testing.T) {
	write(t, map[string]string{"a.sh": setting, "b.sh": setting + "\x00"})
	stdout, _, code := checkHere(t, "", "--json", "a.sh", "b.sh")
	var report struct {
		Findings []struct{ File string }
		Problems []struct{ File, Code, Message string }
	}
	err := json.Unmarshal([]byte(stdout), &report)
	if err != nil || code != exitUsage || len(report.Findings) != 1 || len(report.Problems) != 1 ||
		report.Problems[0] != struct{ File, Code, Message string }{"b.sh", "not-text", "not checked: a binary file"} {
		t.Errorf("exit code %d, %v\n%s", code, err, stdout)
	}
	stdout, _, code = checkHere(t, "", "--sarif", "a.sh", "b.sh")
	if code != exitUsage || !strings.Contains(stdout, `"executionSuccessful": false`) || !strings.Contains(stdout, `"text": "not checked: a binary file"`) {
		t.Errorf("exit code %d\n%s", code, stdout)
	}
}

// TestCheckStdinUncheckable is TestCheckUncheckable for standard input, which is always
// named.
func TestCheckStdinUncheckable(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"x.sh", strings.Repeat("# padding\n", lint.MaxSize/10+1), "larger than 2 MiB"},
		{"x.sh", setting + "\x00", "a binary file"},
		{"x.ps1", utf16("\xff\xfe", "$env:GOTELEMETRY='off'\r\n"), "encoded as UTF-16, not UTF-8"},
		{"x.png", setting + "\x00", ""},
	} {
		for _, fix := range []string{"--fix=false", "--fix"} {
			stdout, stderr, code := checkHere(t, test.text, fix, "--filename", test.name, "-")
			switch want := "telemetry-ls: " + test.name + ": not checked: " + test.want + "\n"; {
			case test.want == "" && (code != exitFine || stderr != ""):
				t.Errorf("%s: exit code %d, %q", test.name, code, stderr)
			case test.want != "" && (code != exitUsage || stderr != want || stdout != ""):
				t.Errorf("%s: exit code %d, %q, want %q", test.name, code, stderr, want)
			}
		}
		stdout, _, _ := checkHere(t, test.text, "--json", "--filename", test.name, "-")
		if !json.Valid([]byte(stdout)) || strings.Contains(stdout, `"problems": []`) != (test.want == "") {
			t.Errorf("%s: %s", test.name, stdout)
		}
	}
}

// TestCheckExitCodes tries what --fix leaves.
func TestCheckExitCodes(t *testing.T) {
	const choices = "go telemetry nope\n" // has no preferred fix
	for _, test := range []struct {
		name string
		text map[string]string
		args string
		want int
	}{
		{"nothing found", map[string]string{"a.sh": "true\n"}, "a.sh", 0},
		{"findings", map[string]string{"a.sh": setting}, "a.sh", 1},
		{"information", map[string]string{"a.md": "```sh\n" + setting + "```\n"}, "a.md", 1},
		{"findings and a problem", map[string]string{"a.sh": setting}, "a.sh none.sh", 2},
		{"a problem", nil, "none.sh", 2},
		{"all fixed", map[string]string{"a.sh": setting}, "--fix a.sh", 0},
		{"one of two fixed", map[string]string{"a.sh": setting + choices}, "--fix a.sh", 1},
		{"fixed, and findings in another file", map[string]string{"a.sh": setting, "b.sh": choices}, "--fix .", 1},
		{"all fixed, and a problem", map[string]string{"a.sh": setting}, "--fix a.sh none.sh", 2},
		{"one of two fixed, and a problem", map[string]string{"a.sh": setting + choices}, "--fix a.sh none.sh", 2},
		{"JSON", map[string]string{"a.sh": setting}, "--json a.sh", 1},
		{"SARIF", map[string]string{"a.sh": setting}, "--sarif a.sh", 1},
		{"JSON, all fixed", map[string]string{"a.sh": setting}, "--json --fix a.sh", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			write(t, test.text)
			if stdout, stderr, code := checkHere(t, "", strings.Fields(test.args)...); code != test.want {
				t.Errorf("exit code %d, want %d\n%s%s", code, test.want, stdout, stderr)
			}
		})
	}
}

// TestCheckReadOnly checks that a file that can't be fixed is a problem.
func TestCheckReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root can write everything")
	}
	write(t, map[string]string{"a.sh": setting})
	if err := os.Chmod("a.sh", 0o400); err != nil {
		t.Fatal(err)
	}
	stdout, stderr, code := checkHere(t, "", "--fix", "a.sh")
	if code != exitUsage || !strings.HasPrefix(stderr, "telemetry-ls: a.sh: not fixed: ") || !strings.HasPrefix(stdout, "a.sh:1:8: ") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
}

// TestReaderLeft checks that the output ends in silence if the program that reads it, such
// as head, ends first. --fix fixes all files nevertheless.
func TestReaderLeft(t *testing.T) {
	for _, args := range []string{"check .", "check --json .", "check --sarif .", "check --fix .", "check --fix --filename a.sh -", "check --filename a.sh -", "help", "version", "status --json"} {
		files := make(map[string]string)
		for _, name := range strings.Split("abcdefghijklmnopqrstuvwxyz", "") {
			files[name+".sh"] = setting + "go telemetry nope\n"
		}
		write(t, files)
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
		var stderr bytes.Buffer
		e := &env{stdin: io.NopCloser(strings.NewReader("true\n" + setting)), stdout: w, stderr: &stderr, now: noon, piped: true, getenv: func(string) string { return "" }}
		code := run(context.Background(), strings.Fields(args), e)
		_ = w.Close()
		fixed := 0
		if args == "check --fix ." {
			fixed = len(files)
		}
		if lines := strings.Count(stderr.String(), "\n"); lines != fixed || strings.Count(stderr.String(), ": fixed 1 finding\n") != fixed {
			t.Errorf("%s: %q", args, &stderr)
		}
		if code != exitNo {
			t.Errorf("%s: exit code %d", args, code)
		}
	}
}

// TestCheckNames checks that names of files with line ends or control characters stay on
// one line, and reach programs as they are.
func TestCheckNames(t *testing.T) {
	const name = "a\n\x1b[31m:1:1: b.sh"
	t.Chdir(t.TempDir())
	if err := os.WriteFile(name, []byte(setting), 0o600); err != nil {
		t.Skip("this file system doesn't allow such names:", err)
	}
	stdout, _, _ := checkHere(t, "", ".")
	if want := `"a\n\x1b[31m:1:1: b.sh":1:8: Go ignores `; !strings.HasPrefix(stdout, want) || strings.Count(stdout, "\n") != 1 {
		t.Errorf("got %q, want %q...", stdout, want)
	}
	stdout, _, _ = checkHere(t, "", "--json", ".")
	var report struct{ Findings []struct{ File string } }
	if err := json.Unmarshal([]byte(stdout), &report); err != nil || len(report.Findings) != 1 || report.Findings[0].File != name {
		t.Errorf("%v: %s", err, stdout)
	}
	if _, stderr, _ := checkHere(t, "", filepath.Join("none", name)); !strings.HasPrefix(stderr, `telemetry-ls: "none/a\n\x1b[31m:1:1: b.sh": `) {
		t.Errorf("got %q", stderr)
	}
}
