package walk

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
	"github.com/telemetry-ls/telemetry-ls/lint/ignore"
)

const (
	gitignoreName = ".gitignore"
	// maxIgnore is the size in bytes of the largest .gitignore that is read.
	maxIgnore = 1 << 20
)

// level is the rules of a directory, on top of those above it.
type level struct {
	dir   string // absolute
	rules ignore.Rules
	above *level
}

// ignores reports whether an absolute path is ignored. Directories above it are not.
func (l *level) ignores(abs string, isDir bool) bool {
	for ; l != nil; l = l.above {
		below := filepath.ToSlash(strings.TrimPrefix(abs[len(l.dir):], string(filepath.Separator)))
		if ignored, decided := l.rules.Ignores(below, isDir); decided {
			return ignored
		}
	}
	return false
}

// repository returns the rules of the directory .git in dir, if it is there.
func (w *walker) repository(dir string) *level {
	return w.gitignore(nil, dir, filepath.Join(gitDir(filepath.Join(dir, ".git")), "info", "exclude"))
}

// gitDir returns the directory that holds what all work trees of a repository share: .git
// itself, or what a file .git leads to.
func gitDir(path string) string {
	data, err := smallfile.Read(path, maxIgnore)
	if err != nil {
		return path
	}
	to, ok := strings.CutPrefix(strings.TrimSpace(string(data)), "gitdir: ")
	if !ok {
		return path
	}
	own := relativeTo(filepath.Dir(path), to)
	if data, err = smallfile.Read(filepath.Join(own, "commondir"), maxIgnore); err != nil {
		return own
	}
	return relativeTo(own, strings.TrimSpace(string(data)))
}

func relativeTo(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// gitignore adds the rules in a file to those above it, for the directory dir.
func (w *walker) gitignore(above *level, dir, file string) *level {
	data, err := smallfile.Read(file, maxIgnore)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return above
	case err != nil:
		w.problem(filepath.ToSlash(file), Unreadable, hint.WithoutPath(err))
		return above
	}
	if rules := ignore.Parse(string(data)); len(rules) > 0 {
		return &level{dir, rules, above}
	}
	return above
}
