// Package exclude reads which files a repository excludes from the lint: the key
// lint.exclude of its file .telemetry-ls.json. Start reading at [Find].
package exclude

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
	"github.com/telemetry-ls/telemetry-ls/lint/ignore"
)

// FileName is the name of the file.
const FileName = ".telemetry-ls.json"

// maxSize is the size in bytes of the largest file that is read.
const maxSize = 64 << 10

// Set says which files are excluded.
type Set []rules

// rules are the patterns of the file in a directory.
type rules struct {
	dir      string
	patterns ignore.Rules
}

// Error says what is wrong with a file. Its patterns then exclude nothing.
type Error struct {
	Path  string
	Cause error
}

func (e *Error) Error() string { return fmt.Sprintf("reading %s: %v", e.Path, e.Cause) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Hint returns an example.
func (e *Error) Hint() string {
	return `write it like {"lint": {"exclude": ["testdata/**", "*.md"]}}`
}

// Find reads the file of the directory dir, and those above it up to the root of its
// repository. dir is absolute. The errors are of type *[Error]; the set is valid in any
// case.
func Find(dir string) (Set, []error) {
	var set Set
	var errs []error
	for _, d := range UpToRepository(dir) {
		patterns, err := load(d)
		if err != nil {
			errs = append(errs, &Error{Path: filepath.Join(d, FileName), Cause: err})
		}
		if len(patterns) > 0 {
			set = append(set, rules{d, patterns})
		}
	}
	return set, errs
}

// UpToRepository returns the directories from the root of the repository of dir down to
// dir, or only dir if it is in no repository.
func UpToRepository(dir string) []string {
	var dirs []string
	for d := dir; ; d = filepath.Dir(d) {
		dirs = append(dirs, d)
		if _, err := os.Lstat(filepath.Join(d, ".git")); err == nil {
			slices.Reverse(dirs)
			return dirs
		}
		if d == filepath.Dir(d) {
			return []string{dir}
		}
	}
}

// Excludes reports whether an absolute path, or a directory above it, is excluded.
func (s Set) Excludes(path string) bool {
	for _, r := range s {
		relative, err := filepath.Rel(r.dir, path)
		if err != nil || !filepath.IsLocal(relative) {
			continue
		}
		if r.excludes(filepath.ToSlash(relative)) {
			return true
		}
	}
	return false
}

// excludes asks about each directory on the way to a path, and then about the path.
func (r rules) excludes(path string) bool {
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			continue
		}
		if ignored, _ := r.patterns.Ignores(path[:i], i < len(path)); ignored {
			return true
		}
	}
	return false
}

// ExcludesName is like Excludes for a name in a directory that isn't excluded itself.
func (s Set) ExcludesName(dir, name string, isDir bool) bool {
	for _, r := range s {
		if ignored, _ := r.patterns.Ignores(r.relative(dir)+name, isDir); ignored {
			return true
		}
	}
	return false
}

// relative returns the path of a directory below that of the rules, with a slash at the
// end unless it is empty.
func (r rules) relative(dir string) string {
	below := strings.TrimPrefix(strings.TrimPrefix(dir, r.dir), string(filepath.Separator))
	if below == "" {
		return ""
	}
	return filepath.ToSlash(below) + "/"
}

// load reads the file of a directory. A link may not lead out of the directory.
func load(dir string) (ignore.Rules, error) {
	data, err := smallfile.ReadInside(dir, FileName, maxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, hint.WithoutPath(err)
	}
	return parse([]byte(strings.TrimPrefix(string(data), "\ufeff")))
}

// parse returns the patterns in the content of the file.
func parse(data []byte) (ignore.Rules, error) {
	top, err := object(data, "", "lint", "policy", "$schema")
	if err != nil || top["lint"] == nil {
		return nil, err
	}
	lint, err := object(top["lint"], "lint.", "exclude")
	if err != nil || lint["exclude"] == nil {
		return nil, err
	}
	var globs []string
	if err := json.Unmarshal(lint["exclude"], &globs); err != nil || string(lint["exclude"]) == "null" {
		return nil, errors.New(`key "lint.exclude" must be a list of patterns`)
	}
	patterns, malformed := ignore.Globs(globs)
	if patterns == nil && len(globs) > 0 {
		return nil, fmt.Errorf(`key "lint.exclude" has the malformed pattern %q`, malformed)
	}
	return patterns, nil
}

// object returns the values in a JSON object that may have some keys. prefix names the
// object in errors.
func object(data []byte, prefix string, known ...string) (map[string]json.RawMessage, error) {
	var values map[string]json.RawMessage
	err := json.Unmarshal(data, &values)
	switch {
	case err == nil && values != nil:
	case prefix != "":
		return nil, fmt.Errorf("key %q must be an object", strings.TrimSuffix(prefix, "."))
	case err == nil:
		return nil, errors.New("null, not a JSON object")
	default:
		return nil, smallfile.Locate(data, err)
	}
	for key := range values {
		if !slices.Contains(known, key) {
			return nil, fmt.Errorf("unknown key %q", prefix+key)
		}
	}
	return values, nil
}
