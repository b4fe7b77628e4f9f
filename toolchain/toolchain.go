// Package toolchain asks the go command what it takes the telemetry mode and the telemetry
// directory to be. Start with [Ask].
package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/gocommand"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/internal/program"
)

// Question is whom to ask, and about what.
type Question struct {
	Go        string   // the go command: a path, or a name; "" for go
	Env       []string // its environment, such as os.Environ()
	Workspace []string // directories not to run programs from
	ModeFile  string   // the mode file of the telemetry directory
	Deadline  time.Duration
}

// Answer is what the go command says.
type Answer struct {
	Path    string // of the go command
	Version string // such as go1.26.8
	// Known is true if the go command has answered about telemetry. Mode is then what it
	// read in the mode file: its first word, unchecked and with any bytes. Elsewhere is the
	// telemetry directory if that is not where Go's rules put it, otherwise "".
	Known     bool
	Mode      string
	Elsewhere string
	// Why is the reason if only the version is known.
	Why string
}

// Errors of [Ask].
var (
	ErrNotFound = program.ErrNotFound                    // there is no go command outside the workspace
	ErrTooOld   = errors.New("this Go has no telemetry") // it is from before Go 1.23
)

// defaultDeadline is many times longer than `go env` takes on a busy machine.
const defaultDeadline = 5 * time.Second

// Ask runs `go env`. To count nothing, the go command runs with a configuration directory of
// its own, in which only the mode file is the user's: a link to it. So the user's telemetry
// directory isn't touched, although the answer is that of a normal call. A first call finds
// out whether go is a script that uses another directory nevertheless. The error is nil if
// the go command has told at least its version.
func Ask(ctx context.Context, q Question) (Answer, error) {
	deadline := q.Deadline
	if deadline == 0 {
		deadline = defaultDeadline
	}
	ctx, cancel := context.WithTimeoutCause(ctx, deadline, fmt.Errorf("the go command did not finish within %v", deadline))
	defer cancel()
	search := program.NewSearch(program.Getenv(q.Env), q.Workspace...)
	scratch, err := search.MkdirTemp("go-env-")
	if err != nil {
		return Answer{}, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	g, err := gocommand.New(q.Go, q.Env, search, scratch)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Path: g.Path()}
	err = a.ask(ctx, g, q.ModeFile, scratch)
	switch {
	case ctx.Err() != nil:
		return a, context.Cause(ctx)
	case err == nil || errors.Is(err, ErrTooOld):
		return a, err
	}
	// A version manager in place of go may need the real configuration directory.
	lines, versionErr := env(ctx, g, nil, "GOVERSION")
	if versionErr == nil {
		a.Version, a.Why = lines[0], err.Error()
	}
	return a, versionErr
}

// ask asks with a configuration directory in scratch.
func (a *Answer) ask(ctx context.Context, g *gocommand.Command, modeFile, scratch string) error {
	home, vars := configHome(scratch)
	dir := filepath.Join(home, "go", "telemetry")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := show(modeFile, filepath.Join(dir, "mode")); err != nil {
		return err
	}
	vars = append(vars, "GO_TELEMETRY_CHILD=2", "GOFLAGS=") // 2: don't start the uploader
	if elsewhere, err := a.uses(ctx, g, vars, filepath.Dir(dir)); err != nil || elsewhere {
		return err
	}
	lines, err := env(ctx, g, append(vars, "GOENV=off", "TEST_TELEMETRY_DIR="), "GOVERSION", "GOTELEMETRY", "GOTELEMETRYDIR")
	if err != nil {
		return unlike(err)
	}
	if lines[1] == "" && lines[2] == "" {
		return ErrTooOld
	}
	a.Known, a.Mode = true, lines[1]
	if !same(lines[2], dir) && !same(lines[2], filepath.Dir(modeFile)) {
		a.Elsewhere = printable.Line(lines[2], maxShown)
	}
	return nil
}

// uses asks which directory of Go in a configuration directory the go command uses, by its
// default for GOENV. It is elsewhere if that isn't dir. The call counts nothing there, since
// the go command is told to keep its telemetry in another directory.
func (a *Answer) uses(ctx context.Context, g *gocommand.Command, vars []string, dir string) (elsewhere bool, err error) {
	lines, err := env(ctx, g, append(vars, "GOENV="), "GOVERSION", "GOENV")
	if err != nil {
		return false, unlike(err)
	}
	a.Version = lines[0]
	if used := filepath.Dir(lines[1]); filepath.IsAbs(used) && !same(used, dir) {
		a.Known, a.Elsewhere = true, printable.Line(filepath.Join(used, "telemetry"), maxShown)
	}
	return a.Known, nil
}

// unlike returns err for a call that is unlike those of the user.
func unlike(err error) error {
	return fmt.Errorf("with a configuration directory of its own, so that it counts nothing: %w", err)
}

// configHome returns a user's configuration directory in scratch, and the variables that
// make it that of a program.
func configHome(scratch string) (dir string, vars []string) {
	switch runtime.GOOS {
	case "windows":
		return scratch, []string{"AppData=" + scratch}
	case "darwin", "ios":
		return filepath.Join(scratch, "Library", "Application Support"), []string{"HOME=" + scratch}
	}
	return scratch, []string{"XDG_CONFIG_HOME=" + scratch}
}

// show makes the mode file visible under another path. Without a file, there is nothing to
// show.
func show(modeFile, as string) error {
	info, err := os.Stat(modeFile)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err == nil && !info.Mode().IsRegular():
		return errors.New("the mode file is not a regular file")
	}
	if err := os.Symlink(modeFile, as); err == nil {
		return nil
	}
	data, err := os.ReadFile(modeFile) // links need a privilege on Windows
	if err != nil {
		return nil //nolint:nilerr // the go command can't read it either
	}
	return os.WriteFile(as, data, 0o600)
}

// maxShown limits the length of what is shown to people, in bytes.
const maxShown = 4096

// env returns the values of variables of `go env`. The first is the version. The second can
// have several lines: the go command takes them from the mode file as they are.
func env(ctx context.Context, g *gocommand.Command, vars []string, names ...string) ([]string, error) {
	stdout, stderr, err := g.Run(ctx, vars, append([]string{"env"}, names...)...)
	if err != nil {
		if said := printable.Line(string(stderr), 200); said != "" && ctx.Err() == nil {
			return nil, fmt.Errorf("%w: %s", err, said)
		}
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(stdout), "\n"), "\n")
	if extra := len(lines) - len(names); extra > 0 && len(names) > 2 {
		lines = slices.Replace(lines, 1, 2+extra, strings.Join(lines[1:2+extra], "\n"))
	}
	if len(lines) != len(names) || !strings.HasPrefix(lines[0], "go") && !strings.HasPrefix(lines[0], "devel") {
		return nil, errors.New("go env printed something else than expected")
	}
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\r")
	}
	lines[0] = printable.Line(lines[0], maxShown)
	return lines, nil
}

// same reports whether two paths name the same directory.
func same(a, b string) bool {
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}
