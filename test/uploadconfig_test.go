package test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Versions of the real upload config in the module proxy beside the repository.
const (
	oldConfig    = "v0.50.0"
	latestConfig = "v0.115.0"
)

// withOldConfig downloads an old upload config into a module cache in this home, and
// returns the environment with the cache and a proxy that has a newer one.
func (h *home) withOldConfig() []string {
	h.t.Helper()
	proxy := moduleProxy(h.t)
	if _, err := os.Stat(proxy); err != nil {
		h.t.Skip("there is no module proxy with the real upload config beside the repository:", err)
	}
	env := []string{"GOMODCACHE=" + filepath.Join(h.path, "mod"), "GOPROXY=file://" + filepath.ToSlash(proxy), "GOSUMDB=off", "GOFLAGS=-modcacherw", "GOTOOLCHAIN=local"}
	h.write(filepath.Join(h.path, "scratch", "go.mod"), "module scratch\n")
	h.write(filepath.Join(h.path, "off", "mode"), "off 2026-01-01")
	cmd := exec.Command("go", "mod", "download", "golang.org/x/telemetry/config@"+oldConfig)
	cmd.Dir, cmd.Env = filepath.Join(h.path, "scratch"), append(goEnv(h.path), append(env, "TEST_TELEMETRY_DIR="+filepath.Join(h.path, "off"))...)
	if out, err := cmd.CombinedOutput(); err != nil {
		h.t.Fatalf("%v\n%s", err, out)
	}
	return env
}

// hostileModule makes a module with programs that must not run, and returns a PATH with
// their directories.
func (h *home) hostileModule() (dir, path string) {
	h.t.Helper()
	dir = h.module()
	for _, name := range []string{"go", "git", "sh", "bin/go", "bin/git", "telemetry-ls"} {
		h.write(filepath.Join(dir, name), "#!/bin/sh\n: >'"+filepath.Join(h.path, "ran-")+"'$(basename $0)\n")
		if err := os.Chmod(filepath.Join(dir, name), 0o755); err != nil {
			h.t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "bin"), filepath.Join(h.path, "linked")); err != nil {
		h.t.Fatal(err)
	}
	return dir, ".::bin:" + dir + ":" + dir + "/bin:" + filepath.Join(h.path, "linked") + ":" + os.Getenv("PATH")
}

func (h *home) tree(dir string) (files []string) {
	h.t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		files = append(files, path)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		h.t.Fatal(err)
	}
	return files
}

const aReport = `{"Week":"2026-11-15","LastWeek":"","X":0.5,"Programs":[{"Program":"cmd/go","Version":"go1.26.0","GoVersion":"go1.26.0",` +
	`"GOOS":"linux","GOARCH":"amd64","Counters":{"go/subcommand:build":3},"Stacks":{}}],"Config":"v0.1.0"}`

// TestOldConfigInAHostileRepository checks that in mode on, the preview uses the latest
// upload config, which the real go command downloads. This runs no program of the
// repository, writes nothing there, and counts nothing.
func TestOldConfigInAHostileRepository(t *testing.T) {
	h := newHome(t)
	env := h.withOldConfig()
	dir, path := h.hostileModule()
	h.write(filepath.Join(h.telemetryDir(), "mode"), "on 2026-01-01")
	h.write(filepath.Join(h.telemetryDir(), "local", "local.2026-11-15.json"), aReport)
	before, counted := h.tree(dir), h.tree(h.telemetryDir())
	t.Chdir(dir)
	e := h.start(serverPath, append(env, "PATH="+path, "TMPDIR=.", "XDG_CACHE_HOME="+filepath.Join(dir, "cache"), "GOTMPDIR=.", "GOENV=env")...)
	initialize(e, dir, map[string]any{"prompt": "never"})
	var p struct {
		Config struct {
			Version, Source string
			Stale           bool
		}
	}
	e.Execute("telemetry-ls.preview", nil, &p)
	if p.Config.Version != latestConfig || p.Config.Source != "download" || p.Config.Stale {
		t.Errorf("config %+v", p.Config)
	}
	if d := cmp.Diff(before, h.tree(dir)); d != "" {
		t.Errorf("the files of the repository changed (-before +after)\n%s", d)
	}
	if d := cmp.Diff(counted, h.tree(h.telemetryDir())); d != "" {
		t.Errorf("the files of the telemetry directory changed (-before +after)\n%s", d)
	}
	if ran, _ := filepath.Glob(filepath.Join(h.path, "ran-*")); len(ran) > 0 {
		t.Errorf("programs of the repository ran: %s", ran)
	}
}

// TestOldConfigOnTheCommandLine checks that the preview names an old upload config. With
// --download it gets the latest, and later previews know that it is the latest.
func TestOldConfigOnTheCommandLine(t *testing.T) {
	h := newHome(t)
	env := h.withOldConfig()
	dir, path := h.hostileModule()
	h.write(filepath.Join(h.telemetryDir(), "mode"), "local 2026-01-01")
	h.write(filepath.Join(h.telemetryDir(), "local", "local.2026-11-15.json"), aReport)
	preview := func(extra string, args ...string) (stdout, stderr string, err error) {
		t.Helper()
		var out, errs strings.Builder
		cmd := exec.Command(serverPath, append([]string{"preview"}, args...)...)
		cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, append(append(goEnv(h.path), env...), "PATH="+path, "TMPDIR=.", extra), &out, &errs
		err = cmd.Run()
		return out.String(), errs.String(), err
	}
	for _, step := range []struct {
		extra          string
		args           []string
		stdout, stderr string
		fails          bool
	}{
		{"", nil, "v0.50.0 (2025-06-12), which may be out of", "hint: telemetry-ls preview --download", false},
		{"", []string{"--json"}, `"stale": true`, "upload config v0.50.0 (2025-06-12) may be out of date", false},
		{"GOPROXY=off", []string{"--download", "--json"}, `"version": "v0.50.0"`, "downloading the upload config: ", true},
		{"GO111MODULE=off", []string{"--download", "--json"}, `"version": "v0.115.0"`, "", false},
		{"", []string{"--json"}, `"stale": false`, "", false},
	} {
		stdout, stderr, err := preview(step.extra, step.args...)
		if !strings.Contains(stdout, step.stdout) || !strings.Contains(stderr, step.stderr) || step.stderr == "" && stderr != "" || (err != nil) != step.fails {
			t.Errorf("%s %q: %v\n%s\n%s", step.extra, step.args, err, stdout, stderr)
		}
	}
	if ran, _ := filepath.Glob(filepath.Join(h.path, "ran-*")); len(ran) > 0 {
		t.Errorf("programs of the repository ran: %s", ran)
	}
	info, err := os.Stat(filepath.Join(h.path, "mod", "golang.org", "x", "telemetry", "config@"+latestConfig))
	if err != nil || info.Mode()&0o200 == 0 {
		t.Errorf("the directory in the module cache is read-only despite -modcacherw: %v", err)
	}
}
