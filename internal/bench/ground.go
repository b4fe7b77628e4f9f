package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ground is the environment of a run: a HOME with a chosen mode, so that no server
// asks anything, a small module to open, and the echo program.
type ground struct {
	dir      string
	home     string
	project  string
	modeFile string
	echo     string
	env      []string
}

func newGround() (*ground, error) {
	dir, err := os.MkdirTemp("", "telemetry-ls-bench-")
	if err != nil {
		return nil, err
	}
	g := &ground{
		dir:     dir,
		home:    filepath.Join(dir, "home"),
		project: filepath.Join(dir, "project"),
		echo:    filepath.Join(dir, "echo"),
	}
	config := filepath.Join(g.home, ".config")
	g.modeFile = filepath.Join(config, "go", "telemetry", "mode")
	g.env = environment(os.Environ(), "HOME="+g.home, "XDG_CONFIG_HOME="+config)
	if err := g.prepare(); err != nil {
		g.remove()
		return nil, err
	}
	return g, nil
}

func (g *ground) prepare() error {
	files := map[string]string{
		g.modeFile:                           "local 2026-01-01",
		filepath.Join(g.project, "go.mod"):   "module example.com/bench\n\ngo 1.26\n",
		filepath.Join(g.project, "bench.go"): "// Package bench is opened by the servers.\npackage bench\n",
	}
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	// Build it with the caller's environment, which names the build cache.
	cmd := exec.Command("go", "build", "-ldflags=-s -w", "-o", g.echo, "./internal/bench/echo")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building the echo program: %w\n%s", err, out)
	}
	return nil
}

func (g *ground) remove() { _ = os.RemoveAll(g.dir) }

// environment returns base without the variables that would change how servers behave,
// plus more.
func environment(base []string, more ...string) []string {
	var env []string
	for _, entry := range base {
		name, _, _ := strings.Cut(entry, "=")
		switch name {
		case "CI", "TEST_TELEMETRY_DIR", "TELEMETRY_LS_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "GOFLAGS":
			continue
		}
		env = append(env, entry)
	}
	env = append(env, "GOTOOLCHAIN=local", "GOPROXY=off")
	return append(env, more...)
}
