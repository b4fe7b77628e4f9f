// Package gocommand runs the go command outside the workspace: in a scratch directory,
// without counting, and without anything that a workspace can change. Start with [New].
package gocommand

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/program"
)

// maxOutput is how much of the go command's output is kept, in bytes.
const maxOutput = 1 << 20

// Command runs the go command in a scratch directory. Nothing in the workspace can
// influence it, and it leaves files only in the module cache.
type Command struct {
	path string
	work string   // its working directory
	env  []string // its environment
}

// New finds the go command, and creates the directories that it uses in scratch. name is a
// path, or a name for search; "" means go. vars are the environment variables.
func New(name string, vars []string, search program.Search, scratch string) (*Command, error) {
	path, err := findGo(name, search)
	if err != nil {
		return nil, err
	}
	telemetry, work, temp := filepath.Join(scratch, "telemetry"), filepath.Join(scratch, "work"), filepath.Join(scratch, "tmp")
	for _, dir := range []string{telemetry, work, temp} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return nil, err
		}
	}
	for file, content := range map[string]string{
		filepath.Join(telemetry, "mode"): "off 2026-01-01",
		// Without this file, the go command could find a go.mod in a parent directory.
		filepath.Join(work, "go.mod"): "module scratch\n",
	} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			return nil, err
		}
	}
	g := &Command{path: path, work: work}
	g.env = append(append(g.env, vars...),
		"PATH="+search.Path(), // for the programs that it starts, such as git
		"GOTOOLCHAIN=local", "GOWORK=off", "GO111MODULE=on",
		"TEST_TELEMETRY_DIR="+telemetry, "PWD="+work,
		"TMPDIR="+temp, "TMP="+temp, "TEMP="+temp, "GOTMPDIR="+temp, "GOCACHE="+filepath.Join(scratch, "cache"))
	g.env = append(g.env, outsideOnly(search, program.Getenv(vars))...)
	return g, nil
}

// findGo finds the go command. If name is a path, the user has set it, and findGo uses
// it as is.
func findGo(name string, search program.Search) (string, error) {
	switch {
	case name == "":
		return search.Look("go")
	case filepath.Base(name) == name:
		return search.Look(name)
	}
	return filepath.Abs(name)
}

// outsideOnly overrides variables that would make the go command use a toolchain in the
// workspace, or settings there, which can name programs to run. It treats relative paths
// the same: they lead to the workspace or nowhere.
func outsideOnly(search program.Search, getenv func(string) string) []string {
	var env []string
	if root := getenv("GOROOT"); root != "" && !search.Outside(root) {
		env = append(env, "GOROOT=")
	}
	if file := getenv("GOENV"); file != "" && !search.Outside(file) {
		env = append(env, "GOENV=off")
	}
	return env
}

// Path returns the path of the go command.
func (g *Command) Path() string { return g.path }

// RunModule runs a command about modules. It passes on the only flag from the user's GOFLAGS that
// matters to a download: -modcacherw, which keeps the module cache writable.
func (g *Command) RunModule(ctx context.Context, args ...string) (stdout, stderr []byte, err error) {
	flags, _, _ := g.Run(ctx, nil, "env", "GOFLAGS") // if go doesn't work, the next call fails, too
	goflags := "GOFLAGS=-mod=mod"
	if writableCache(string(flags)) {
		goflags += " -modcacherw"
	}
	return g.Run(ctx, []string{goflags}, args...)
}

// Run runs the go command. env is added to its environment.
func (g *Command) Run(ctx context.Context, env []string, args ...string) (stdout, stderr []byte, err error) {
	return program.Run(ctx, program.Command{
		Path: g.path, Args: args, Dir: g.work, Env: append(g.env[:len(g.env):len(g.env)], env...), Limit: maxOutput,
	})
}

// writableCache reports whether GOFLAGS sets -modcacherw, in any form that a Boolean flag
// can have.
func writableCache(goflags string) (yes bool) {
	for _, flag := range strings.Fields(goflags) {
		flag = strings.TrimPrefix(strings.Trim(flag, `'"`), "-")
		switch name, value, set := strings.Cut(strings.TrimPrefix(flag, "-"), "="); {
		case name != "modcacherw":
		case !set:
			yes = true
		default:
			on, err := strconv.ParseBool(value)
			yes = err == nil && on
		}
	}
	return yes
}
