package exclude

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes files in dir; a name ending with / is a directory.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(path), 0o700)
		if strings.HasSuffix(name, "/") {
			err = errors.Join(err, os.MkdirAll(path, 0o700))
		} else {
			err = errors.Join(err, os.WriteFile(path, []byte(text), 0o600))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{
		FileName:              `{"lint": {"exclude": ["**"]}}`, // above the repository
		"repo/.git/":          "",
		"repo/" + FileName:    "\ufeff" + `{"lint": {"exclude": ["testdata/", "*.md", "/a/*.sh"]}, "policy": {"mode": "off"}, "$schema": "x"}`,
		"repo/a/" + FileName:  `{"lint": {"exclude": ["b/**/c"]}}`,
		"repo/a/b/x/" + "c":   "",
		"other/" + FileName:   `{}`,
		"other/x/" + FileName: `{"lint": {}}`,
	})
	set, errs := Find(filepath.Join(dir, "repo", "a"))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for path, want := range map[string]bool{
		"repo/README.md": true, "repo/a/x.md": true, "repo/a/x.sh": true, "repo/a/b/x.sh": false, "repo/x.sh": false,
		"repo/testdata/x": true, "repo/a/testdata/b/x.sh": true, "repo/testdata": false,
		"repo/a/b/c": true, "repo/a/b/d/c": true, "repo/b/c": false, "README.md": false,
	} {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if got := set.Excludes(path); got != want {
			t.Errorf("%s: excluded %v, want %v", path, got, want)
		}
	}
	for _, clean := range []string{"other", "other/x"} {
		if set, errs := Find(filepath.Join(dir, clean)); len(set) > 0 || len(errs) > 0 {
			t.Errorf("%s: %v, %v", clean, set, errs)
		}
	}
	if !set.ExcludesName(filepath.Join(dir, "repo", "a"), "x.sh", false) || set.ExcludesName(filepath.Join(dir, "repo"), "x.sh", false) ||
		!set.ExcludesName(filepath.Join(dir, "repo"), "testdata", true) || set.ExcludesName(filepath.Join(dir, "repo"), "testdata", false) {
		t.Error("by name, other files are excluded than by path")
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]string{
		`{"lint": {"exclude": "x"}}`:         `key "lint.exclude" must be a list of patterns`,
		`{"lint": {"exclude": [1]}}`:         `key "lint.exclude" must be a list of patterns`,
		`{"lint": {"exclude": null}}`:        `key "lint.exclude" must be a list of patterns`,
		`{"lint": {"exclude": ["a", "[b"]}}`: `key "lint.exclude" has the malformed pattern "[b"`,
		`{"lint": {"exclude": [""]}}`:        `key "lint.exclude" has the malformed pattern ""`,
		`{"lint": {"excludes": []}}`:         `unknown key "lint.excludes"`,
		`{"Lint": {}}`:                       `unknown key "Lint"`,
		`{"lint": []}`:                       `key "lint" must be an object`,
		`{"lint": null}`:                     `key "lint" must be an object`,
		`null`:                               `null, not a JSON object`,
		`[]`:                                 `a JSON array, not an object`,
		"{\n x}":                             `line 2, column 2: invalid character 'x' looking for beginning of object key string`,
		`{"policy": "` + strings.Repeat("x", maxSize) + `"}`: "larger than 65536 bytes",
	} {
		write(t, dir, map[string]string{FileName: text})
		set, errs := Find(dir)
		var e *Error
		if len(set) > 0 || len(errs) != 1 || !errors.As(errs[0], &e) || e.Cause.Error() != want || e.Path != filepath.Join(dir, FileName) {
			t.Errorf("%.50s: %v, %v; want %s", text, set, errs, want)
		}
	}
	write(t, dir, map[string]string{"sub/" + FileName + "/": ""})
	if _, errs := Find(filepath.Join(dir, "sub")); len(errs) != 1 || !strings.HasSuffix(errs[0].Error(), ": not a regular file") {
		t.Errorf("a directory: %v", errs)
	}
}
