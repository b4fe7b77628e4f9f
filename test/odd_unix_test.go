//go:build unix

package test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// oddNames are names with a meaning for Go, and some others.
var oddNames = []string{
	"local/a.v1.count", "local/2026-11-10.json", "local/local.2026-11-03.json", "local/0.json", "local/weekends",
	"local/upload.token", "upload/2026-10-27.json", "upload/2026-11-10.json.lock", "debug/x.log", "other",
}

// oddDirectories make unusual telemetry directories.
var oddDirectories = map[string]func(d *oddDirectory){
	"pipes": func(d *oddDirectory) {
		for _, name := range oddNames {
			d.pipe(name)
		}
	},
	"directories": func(d *oddDirectory) {
		for _, name := range oddNames {
			d.file(name+"/x", "")
		}
	},
	"endless files": func(d *oddDirectory) {
		for _, name := range oddNames {
			d.link("/dev/zero", name)
		}
	},
	"links to themselves and nowhere": func(d *oddDirectory) {
		for i, name := range oddNames {
			d.link([]string{filepath.Base(name), "/nowhere/at/all", ".."}[i%3], name)
		}
	},
	"a mode that is a pipe": func(d *oddDirectory) {
		d.remove("mode")
		d.pipe("mode")
	},
	"local and upload link to each other": func(d *oddDirectory) {
		d.link("upload", "local")
		d.link("local", "upload")
	},
	"local and upload are files": func(d *oddDirectory) {
		d.file("local", "")
		d.file("upload", "")
	},
	"a file":            func(d *oddDirectory) { d.remove("mode"); d.remove(""); d.file("", "") },
	"a link to itself":  func(d *oddDirectory) { d.remove("mode"); d.remove(""); d.link("dir", "") },
	"names in Latin-1":  notUTF8,
	"many of each kind": many,
}

// notUTF8 uses names that aren't valid UTF-8 everywhere.
func notUTF8(d *oddDirectory) {
	f := counttest.CounterFile{
		Program: "ex\xffample.com/\xfe", Version: "v\x1b[31m", GoVersion: "go1.26.8", GOOS: "\xe9", GOARCH: "amd64",
		Begin: "2026-11-14", End: "2026-11-17",
		Counts: []counttest.Count{{Name: "\xff\xfe/x:\xff", Value: 1}, {Name: "st\xff\nmain.\xff:+1,+0x1", Value: 2}},
	}
	d.file("local/\xff\xfe.v1.count", string(f.Bytes()))
	d.file("local/bad\xff\x1b[2J.v1.count", "bad")
	d.file("local/\xe9-2026-11-10.json", `{"Week":"`+"\xff"+`"}`)
	d.file("local/local.2026-11-03.json", `{"Week":"2026-11-03","Programs":[{"Program":"`+"\xff"+`","Counters":{"`+"\xff"+`":1}}]}`)
	d.file("upload/\xff.json", "{}")
	d.file("\xff/\xfe", "")
}

// many makes thousands of files, all of them damaged.
func many(d *oddDirectory) {
	for i := range 1000 {
		d.file(fmt.Sprintf("local/%d.v1.count", i), "bad")
		d.link("nowhere", fmt.Sprintf("local/l%d.v1.count", i))
		d.pipe(fmt.Sprintf("local/p%d.v1.count", i))
		d.file(fmt.Sprintf("local/%d-2026-11-10.json", i), "null")
		d.file(fmt.Sprintf("upload/%d.json", i), "")
	}
}

// oddDirectory builds a telemetry directory.
type oddDirectory struct {
	t   *testing.T
	dir string
}

// path returns the path of name, and makes its parent directory.
func (d *oddDirectory) path(name string) string {
	path := filepath.Join(d.dir, name)
	d.check(os.MkdirAll(filepath.Dir(path), 0o755))
	return path
}

func (d *oddDirectory) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *oddDirectory) pipe(name string)         { d.check(syscall.Mkfifo(d.path(name), 0o600)) }
func (d *oddDirectory) link(target, name string) { d.check(os.Symlink(target, d.path(name))) }
func (d *oddDirectory) remove(name string)       { d.check(os.Remove(d.path(name))) }
func (d *oddDirectory) file(name, content string) {
	d.check(os.WriteFile(d.path(name), []byte(content), 0o600))
}

// oddVerbs are the command lines that read the directory.
var oddVerbs = [][]string{
	{"status"},
	{"status", "--json"},
	{"summary"},
	{"summary", "--json"},
	{"preview"},
	{"preview", "--json"},
	{"files"},
	{"files", "--json"},
	{"doctor"},
	{"doctor", "--json"},
	{"dashboard", "--html", "-"},
	{"show", "uploads"},
	{"show", "policy"},
	{"clean"},
	{"clean", "--json"},
	{"clean", "--yes", "--before", "2026-11-20"},
	{"set", "--if-unchosen", "local"},
}

// TestOddDirectories checks that every subcommand ends with any telemetry directory, and
// that it prints valid text, or JSON with --json.
func TestOddDirectories(t *testing.T) {
	for name, make := range oddDirectories {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHome(t)
			d := &oddDirectory{t, filepath.Join(h.path, "dir")}
			d.file("mode", "on 2026-01-01")
			make(d)
			for _, verb := range oddVerbs {
				h.oddRun(append(slices.Clone(verb), "--telemetry-dir", d.dir))
			}
		})
	}
}

func (h *home) oddRun(args []string) {
	h.t.Helper()
	cmd := exec.Command(serverPath, args...)
	cmd.Env = append(goEnv(h.path), "GOPROXY=off", "GOMODCACHE="+filepath.Join(h.path, "mod"))
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	_ = cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code < 0 || code > 2 {
		h.t.Errorf("%q: %v\n%s", args, cmd.ProcessState, &stderr)
	}
	for _, text := range []string{stdout.String(), stderr.String()} {
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\x1b\x07") {
			h.t.Errorf("%q printed %.200q, want valid UTF-8 without control characters", args, text)
		}
	}
	if out := stdout.String(); slices.Contains(args, "--json") && out != "" && !json.Valid([]byte(out)) {
		h.t.Errorf("%q printed invalid JSON: %.200q", args, out)
	}
	if stdout.Len() == 0 && stderr.Len() == 0 && args[0] != "set" {
		h.t.Errorf("%q printed nothing", args)
	}
}
