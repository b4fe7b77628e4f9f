// Package program finds and runs programs, but never those of a workspace: a repository
// may contain a file named go, and PATH may lead there. Start with [Search].
package program

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// ErrNotFound is the error of a program that isn't in PATH, or only in the workspace.
var ErrNotFound = exec.ErrNotFound

// Search finds programs and directories outside the workspace.
type Search struct {
	getenv    func(string) string
	workspace workspace
}

// NewSearch returns a Search of the variables in getenv, such as PATH, outside the
// workspace folders. It ignores a folder that is the user's home directory or contains
// it, because otherwise no program of the user would be outside.
func NewSearch(getenv func(string) string, folders ...string) Search {
	s := Search{getenv: getenv}
	s.workspace = newWorkspace(folders, s.home())
	return s
}

// Getenv returns a function that looks up variables in env, a list like os.Environ().
func Getenv(env []string) func(string) string {
	return func(name string) string {
		for _, setting := range slices.Backward(env) {
			if key, value, ok := strings.Cut(setting, "="); ok && sameName(key, name) {
				return value
			}
		}
		return ""
	}
}

func (s Search) home() string {
	if runtime.GOOS == "windows" {
		return s.getenv("USERPROFILE")
	}
	return s.getenv("HOME")
}

// sameName reports whether a and b name the same environment variable on this system.
func sameName(a, b string) bool {
	if runtime.GOOS == "windows" {
		return strings.EqualFold(a, b)
	}
	return a == b
}

// Outside reports whether path is absolute and no step on the way to it, including
// links, is in the workspace.
func (s Search) Outside(path string) bool {
	return filepath.IsAbs(path) && !s.workspace.passes(path)
}

// Path returns PATH with only the absolute directories outside the workspace. Empty and
// relative entries depend on the working directory, which may be the workspace.
func (s Search) Path() string {
	var kept []string
	for _, dir := range filepath.SplitList(s.getenv("PATH")) {
		if s.Outside(dir) {
			kept = append(kept, dir)
		}
	}
	return strings.Join(kept, string(filepath.ListSeparator))
}

// Look finds a program by its name in the directories of [Search.Path]. The search
// continues after an entry that Path leaves out. The error is exec.ErrNotFound.
func (s Search) Look(name string) (string, error) {
	file := name
	if runtime.GOOS == "windows" && !strings.EqualFold(filepath.Ext(name), ".exe") {
		file += ".exe" // ignore the rest of PATHEXT: we run no scripts
	}
	inside := false
	for _, dir := range filepath.SplitList(s.getenv("PATH")) {
		// Don't use filepath.Join: cleaning a path with .. can change its meaning.
		path := strings.TrimRight(dir, string(filepath.Separator)) + string(filepath.Separator) + file
		if !filepath.IsAbs(dir) || filepath.Base(file) != file {
			continue
		}
		if _, err := exec.LookPath(path); err != nil {
			continue
		}
		if s.Outside(path) {
			return path, nil
		}
		inside = true
	}
	err := fmt.Errorf("looking for %s: %w", name, exec.ErrNotFound)
	if inside {
		return "", hint.New(fmt.Errorf("looking for %s: %w outside the workspace", name, exec.ErrNotFound),
			"telemetry-ls runs no programs from a workspace; add a directory outside it that contains "+name+" to PATH")
	}
	return "", hint.New(err, "add the directory that contains "+name+" to PATH, as an absolute path")
}

// Any reports whether a program outside the workspace matches one of the patterns, which
// are as in filepath.Match and absolute.
func (s Search) Any(patterns ...string) bool {
	for _, pattern := range patterns {
		found, _ := filepath.Glob(pattern)
		for _, path := range found {
			if _, err := exec.LookPath(path); err == nil && s.Outside(path) {
				return true
			}
		}
	}
	return false
}

// MkdirTemp creates a temporary directory outside the workspace: TMPDIR can be relative,
// or lead into the workspace.
func (s Search) MkdirTemp(pattern string) (string, error) {
	var failed error
	for _, parent := range s.tempFolders() {
		if !s.Outside(parent) {
			continue
		}
		dir, err := os.MkdirTemp(parent, pattern)
		if err == nil {
			return dir, nil
		}
		failed = errors.Join(failed, err)
	}
	if failed == nil {
		failed = errors.New("none is outside the workspace")
	}
	return "", hint.New(fmt.Errorf("making a temporary directory: %w", failed), "set TMPDIR to a directory outside the workspace that you can write to")
}

// tempFolders returns the directories to try for temporary directories, best first.
func (s Search) tempFolders() []string {
	var folders []string
	if runtime.GOOS == "windows" {
		folders = []string{s.getenv("TMP"), s.getenv("TEMP"), s.getenv("LocalAppData")}
	} else {
		folders = []string{s.getenv("TMPDIR"), "/tmp", "/var/tmp"}
	}
	return append(folders, s.getenv("XDG_CACHE_HOME"), s.home())
}
