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
	"unicode"
)

// steer has characters that can control a terminal, or hide text in a line.
const steer = "\x1b]0;x\x07\x1b[2J\r\u009b31m\u202e\x7f"

// steeringScript has findings of the lint whose messages and fixes quote it.
const steeringScript = "GOTELEMETRY=off go vet '" + steer + "'\ngo telemetry 'x" + steer + "'\n"

// hostileHome makes a telemetry directory with control characters in its names, reports
// and mode.
func hostileHome(t *testing.T) (home, dir string) {
	t.Helper()
	home = filepath.Join(t.TempDir(), "home"+steer)
	dir = filepath.Join(home, "telemetry"+steer)
	escaped := `\u001b]0;x\u0007\u001b[2J\r\u009b31m\u202e\u007f`
	report := `{"Week":"2020-01-05","LastWeek":"` + escaped + `","X":0.5,"Programs":[{"Program":"cmd/go` + escaped + `","Version":"` + escaped +
		`","GoVersion":"go1` + escaped + `","GOOS":"linux","GOARCH":"amd64","Counters":{"go/x:` + escaped + `":3},"Stacks":{"a` + escaped + `\nb` + escaped + `":1}}],"Config":"` + escaped + `"}`
	for name, text := range map[string]string{
		"mode":                                    steer + " 2026-01-01",
		"local/local.2020-01-05.json":             report,
		"local/2020-01-05.json":                   report,
		"upload/2020-01-12.json":                  report,
		"local/" + steer + ".v1.count":            "no counter file",
		"local/" + steer + ".json":                steer,
		"local/local.2020-02-02" + steer + "json": "{" + steer,
		"upload/" + steer + ".json":               steer,
		"debug/" + steer:                          "",
		steer:                                     "",
		"check" + steer + ".sh":                   steeringScript,
		"check" + steer + "/.telemetry-ls.json":   `{"` + escaped + `": 1}`,
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Skip("this file system doesn't allow such names:", err)
		}
	}
	return home, dir
}

type closer struct{ *bytes.Buffer }

func (closer) Close() error { return nil }

// TestNothingSteersTheTerminal checks that no subcommand prints control characters, to
// stdout or stderr.
func TestNothingSteersTheTerminal(t *testing.T) {
	home, dir := hostileHome(t)
	bin := filepath.Join(home, "bin")
	if err := os.MkdirAll(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\nprintf '" + `\033]0;x\007\033[2J\r\302\2331m\342\200\256\177` + "' >&2\nexit 1\n"
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{
		"HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": filepath.Join(home, "cache"), "GOTELEMETRY": steer, "GOTELEMETRYDIR": steer,
		"TEST_TELEMETRY_DIR": steer, "GOENV": filepath.Join(home, steer), "GOMODCACHE": filepath.Join(home, steer), "PATH": bin, "TMPDIR": t.TempDir(),
	} {
		t.Setenv(key, value)
	}
	machinePolicy := filepath.Join(home, "policy"+steer)
	reason, err := json.Marshal(steer)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(machinePolicy, []byte(`{"policy": {"mode": "local", "reason": `+string(reason)+`}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	tried := map[string]bool{}
	for _, args := range [][]string{
		{"status"},
		{"status", "--json"},
		{"summary", "--weeks", "9999"},
		{"summary", "--json", "--weeks", "9999"},
		{"summary", "--program", steer},
		{"preview"},
		{"preview", "--json"},
		{"preview", "--download"},
		{"files"},
		{"files", "--json"},
		{"doctor"},
		{"doctor", "--json"},
		{"clean"},
		{"clean", "--before", "2026-01-01"},
		{"clean", "--before", steer},
		{"check", home},
		{"check", dir + "/check" + steer},
		{"check", "--json", home},
		{"check", "--sarif", home},
		{"check", "--fix", home},
		{"check", home + "/none"},
		{"check", "-", "--filename", steer + ".sh"},
		{"check", "-", "--fix", "--filename", steer + ".sh"},
		{"version"},
		{"help"},
		{"help", steer},
		{"set", steer},
		{"set", "--" + steer},
		{"serve", "--log", filepath.Join(dir, "nowhere"+steer, "log")},
		{"dashboard", "--html", "-"},
		{"dashboard", "--html", filepath.Join(dir, "page"+steer)},
		{"dashboard", "--html", filepath.Join(dir, "nowhere"+steer, "page")},
		{steer},
		{"summary", steer},
		{"summary", "--" + steer + "=1"},
		{"status", "--help"},
		{"status", "--check"},
		{"status", "--check", "--json"},
		{"status", "--check", "--policy", machinePolicy},
		{"status", "--check", "--policy", "none" + steer},
		{"show", "policy"},
		{"show", "doctor"},
		{"show", steer},
		{"export", "--prometheus"},
		{"export", "--prometheus", "--label", "a=" + steer},
		{"export", "--prometheus", "--label", steer + "=a"},
		{"export", "--prometheus", filepath.Join(dir, "nowhere"+steer, "file")},
		{"export", "--ndjson", "--label", "a=b"},
		{"export", "--ndjson", steer},
		{"set", "on"},
		{"set", "off"},
		{"set", "local"},
		{"clean", "--yes"},
	} {
		tried[args[0]] = true
		var stdout, stderr bytes.Buffer
		e := &env{
			stdin: io.NopCloser(strings.NewReader(steeringScript)), stdout: closer{&stdout}, stderr: &stderr, now: noon, machinePolicy: machinePolicy,
			getenv: func(key string) string {
				if key == "TELEMETRY_LS_DIR" {
					return dir
				}
				return os.Getenv(key)
			},
		}
		run(context.Background(), args, e)
		for name, text := range map[string]string{"stdout": stdout.String(), "stderr": stderr.String()} {
			if i := strings.IndexFunc(text, steers); i >= 0 {
				t.Errorf("%q: %s: ...%q", args, name, text[max(0, i-60):min(len(text), i+20)])
			}
		}
		if stdout.Len()+stderr.Len() == 0 {
			t.Errorf("%q printed nothing", args)
		}
	}
	for _, c := range subcommands() {
		if !tried[c.name] {
			t.Errorf("%s was not tried", c.name)
		}
	}
}

func steers(r rune) bool {
	return r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf)
}
