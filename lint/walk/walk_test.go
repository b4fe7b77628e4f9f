package walk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree makes files in a new directory, which is the current one during the test. A name
// that ends with / is a directory, and a text that begins with -> a link.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range files {
		path := filepath.FromSlash(name)
		err := os.MkdirAll(filepath.Dir(path), 0o700)
		to, link := strings.CutPrefix(text, "->")
		switch {
		case strings.HasSuffix(name, "/"):
			err = errors.Join(err, os.MkdirAll(path, 0o700))
		case link:
			err = errors.Join(err, os.Symlink(filepath.FromSlash(to), path))
		default:
			err = errors.Join(err, os.WriteFile(path, []byte(text), 0o600))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// maxSize is the size of the largest file in the tests.
const maxSize = 200_000

// found returns the paths of the suspicious files, and of problems with their code.
func found(t *testing.T, paths ...string) []string {
	t.Helper()
	return foundUntil(t, context.Background(), paths...)
}

func foundUntil(t *testing.T, ctx context.Context, paths ...string) []string {
	t.Helper()
	return foundKnown(t, ctx, func(path string) bool { return strings.HasSuffix(path, ".sh") }, paths...)
}

func foundKnown(t *testing.T, ctx context.Context, known func(string) bool, paths ...string) []string {
	t.Helper()
	w := Start(ctx, paths, Steps[string]{
		Known:      known,
		Suspicious: func(text string) bool { return strings.Contains(text, "bad") },
		MaxSize:    maxSize,
		Check:      func(f File) []string { return []string{f.Path} },
		Failed:     func(p Problem) string { return p.Path + " " + p.Code + ": " + p.Err.Error() },
	})
	var all []string
	for results := range w.Results {
		all = append(all, results...)
	}
	return all
}

func want(t *testing.T, got []string, want string) {
	t.Helper()
	if all := strings.Fields(want); !slices.Equal(got, all) {
		t.Errorf("got  %q\nwant %q", got, all)
	}
}

func TestWhatIsRead(t *testing.T) {
	tree(t, map[string]string{
		"a.sh":                "bad",
		"b.txt":               "bad",
		"script":              "#!/bin/sh\nbad",
		"text":                "bad",
		"good.sh":             "fine",
		"empty.sh":            "",
		"binary.sh":           "bad\x00",
		"large.sh":            strings.Repeat("bad ", maxSize/4) + "x",
		"full.sh":             strings.Repeat("bad ", maxSize/4),
		"crlf.sh":             "a\r\nbad\r\n",
		"late.sh":             strings.Repeat("x", 100_000) + "bad",
		"late":                "#!" + strings.Repeat("x", 100_000) + "bad",
		".hidden/.x.sh":       "bad",
		".github/x.sh":        "bad",
		"vendor/x.sh":         "bad",
		"x/vendor/x.sh":       "bad",
		"node_modules/x.sh":   "bad",
		".git/hooks/x.sh":     "bad",
		"z/vendor":            "#!x bad",
		"d/e/f/g.sh":          "bad",
		"d/e.sh":              "bad",
		"d.sh":                "bad",
		"many/" + "empty/":    "",
		"\u00fc ber/a b.sh":   "bad",
		"x/node_modules/a.sh": "bad",
	})
	if got, want := found(t, "."), []string{
		".github/x.sh", ".hidden/.x.sh", "a.sh", "crlf.sh", "d/e/f/g.sh", "d/e.sh", "d.sh", "full.sh", "late", "late.sh", "script", "z/vendor", "\u00fc ber/a b.sh",
	}; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestNamedPaths(t *testing.T) {
	tree(t, map[string]string{
		".gitignore": "*.sh\n!keep.sh\n", "a.sh": "bad", "keep.sh": "bad", "vendor/x.sh": "#!\nbad", "vendor/keep.sh": "bad", "d/e/keep.sh": "bad", "b.txt": "bad", ".git/": "",
	})
	for _, test := range []struct{ paths, want string }{
		{".", "d/e/keep.sh keep.sh"},
		{"a.sh", "a.sh"},
		{"./a.sh", "./a.sh"},
		{"./d", "d/e/keep.sh"},
		{"d/", "d/e/keep.sh"},
		{"vendor", "vendor/keep.sh"},
		{"vendor/x.sh vendor", "vendor/x.sh vendor/keep.sh"},
		{". keep.sh a.sh", "d/e/keep.sh keep.sh a.sh"},
		{"keep.sh . keep.sh", "keep.sh d/e/keep.sh"},
		{"d/e d .", "d/e/keep.sh keep.sh"},
		{"d d/e d", "d/e/keep.sh"},
		{"d/../keep.sh", "d/../keep.sh"},
		{"b.txt", ""},
	} {
		want(t, found(t, strings.Fields(test.paths)...), test.want)
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	want(t, found(t, dir), filepath.ToSlash(dir)+"/d/e/keep.sh "+filepath.ToSlash(dir)+"/keep.sh")
	if got := found(t, "none", "keep.sh"); len(got) != 2 || !strings.HasPrefix(got[0], "none unreadable: ") || got[1] != "keep.sh" {
		t.Errorf("a missing path: %q", got)
	}
}

// TestIgnored checks rules above the named directory, nested ones, .git/info/exclude, and
// those of a work tree.
func TestIgnored(t *testing.T) {
	tree(t, map[string]string{
		".gitignore":                   "*", // above the repository
		"r/.gitignore":                 "out/\n/top.sh\n",
		"r/.git/info/exclude":          "mine.sh\n",
		"r/top.sh":                     "bad",
		"r/mine.sh":                    "bad",
		"r/out/x.sh":                   "bad",
		"r/sub/.gitignore":             "*.sh\n!top.sh\n!mine.sh",
		"r/sub/top.sh":                 "bad",
		"r/sub/mine.sh":                "bad",
		"r/sub/x.sh":                   "bad",
		"r/sub/deep/x.sh":              "bad",
		"r/sub/deep/top.sh":            "bad",
		"r/sub/out/top.sh":             "bad",
		"r/z.sh":                       "bad",
		"w/.git":                       "gitdir: ../r/.git/worktrees/w\n",
		"r/.git/worktrees/w/commondir": "../..\n",
		"w/mine.sh":                    "bad",
		"w/top.sh":                     "bad",
	})
	want(t, found(t, "r"), "r/sub/deep/top.sh r/sub/mine.sh r/sub/top.sh r/z.sh")
	want(t, found(t, "r/sub"), "r/sub/deep/top.sh r/sub/mine.sh r/sub/top.sh")
	want(t, found(t, "w"), "w/top.sh")
}

func TestExcluded(t *testing.T) {
	const file = ".telemetry-ls.json"
	tree(t, map[string]string{
		file:            `{"lint": {"exclude": ["a/**", "*.bad.sh", "sub/x/"]}}`,
		".git/":         "",
		"a/x.sh":        "bad",
		"b/x.sh":        "bad",
		"b/y.bad.sh":    "bad",
		"sub/x/x.sh":    "bad",
		"sub/y/x.sh":    "bad",
		"sub/" + file:   `{"lint": {"exclude": ["/y"]}}`,
		"wrong/" + file: `{"lint": {"exclude": "x"}}`,
		"wrong/x.sh":    "bad",
	})
	want(t, found(t, "."), "b/x.sh sub/y/x.sh wrong/x.sh") // only the directories that are named, and those above
	want(t, found(t, "sub"), "")
	want(t, found(t, "a/x.sh"), "a/x.sh")
	if got := found(t, "wrong"); !slices.Equal(got, []string{`wrong/.telemetry-ls.json invalid-exclude: key "lint.exclude" must be a list of patterns`, "wrong/x.sh"}) {
		t.Errorf("a malformed file: %q", got)
	}
}

func TestLinks(t *testing.T) {
	tree(t, map[string]string{
		"outside/x.sh": "bad",
		"outside/rc":   "bad",
		"in/real.sh":   "bad",
		"in/config":    "bad",
		"in/script":    "#!/bin/sh\nbad",
		"in/1.sh":      "->real.sh",
		"in/2.sh":      "->config",
		"in/3.sh":      "->config",
		"in/4.sh":      "->script",
		"in/5.sh":      "->../outside/x.sh",
		"in/6.sh":      "->nowhere",
		"in/7.sh":      "->8.sh",
		"in/8.sh":      "->7.sh",
		"in/up":        "->..",
		"in/self":      "->.",
		"in/dir":       "->../outside",
		"link":         "->in",
		"file.sh":      "->in/config",
	})
	want(t, found(t, "in"), "in/2.sh in/real.sh in/script")
	want(t, found(t, "link"), "link/2.sh link/real.sh link/script")
	want(t, found(t, "in/dir"), "in/dir/x.sh")
	want(t, found(t, "file.sh"), "file.sh")
}

func TestOrder(t *testing.T) {
	files := make(map[string]string)
	var names []string
	for _, a := range []string{"a", "b", "c"} {
		for i := range 100 {
			name := a + "/" + string(rune('a'+i/10)) + string(rune('a'+i%10)) + ".sh"
			files[name] = "bad"
			names = append(names, name)
		}
	}
	tree(t, files)
	want(t, found(t, "."), strings.Join(names, " "))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got := foundUntil(t, ctx, "."); len(got) == len(names) {
		t.Error("the walk ignored that it was canceled")
	}
}

// TestFiles checks that the walk counts the files.
func TestFiles(t *testing.T) {
	tree(t, map[string]string{"a.sh": "", "b": "", "c/d": ""})
	w := Start(context.Background(), []string{"."}, Steps[int]{Known: func(string) bool { return true }, Suspicious: func(string) bool { return false }})
	for range w.Results {
		t.Error("a result")
	}
	if n := w.Files(); n != 3 {
		t.Errorf("%d files, want 3", n)
	}
}

// TestVanished checks that what another program removes during the walk is a problem only
// if it is named.
func TestVanished(t *testing.T) {
	tree(t, map[string]string{"a.sh": "bad", "b.sh": "bad", "c/x.sh": "bad", "d.sh": "bad"})
	vanish := func(path string) bool {
		if strings.HasSuffix(path, "/a.sh") {
			if err := errors.Join(os.Remove("a.sh"), os.RemoveAll("c"), os.Remove("d.sh")); err != nil {
				t.Error(err)
			}
		}
		return true
	}
	got := foundKnown(t, context.Background(), vanish, ".", "d.sh", "c")
	for i, problem := range got { // the system words the cause
		got[i], _, _ = strings.Cut(problem, ":")
	}
	if want := []string{"b.sh", "c unreadable", "d.sh unreadable"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestUncheckable checks that a file that can't be checked is a problem if it is named. A
// large one is only if it is suspicious, wherever in it.
func TestUncheckable(t *testing.T) {
	padding := strings.Repeat("x", maxSize-1)
	tree(t, map[string]string{
		"binary.sh": "bad\x00", "utf16.sh": "\xff\xfeb\x00a\x00d\x00", "large.sh": padding + "\nbad", "end.sh": strings.Repeat(padding, 4) + "bad", "harmless.sh": padding + "\nx", "binary.txt": "bad\x00",
	})
	for file, want := range map[string]string{
		"binary.sh": "not-text: not checked: a binary file", "utf16.sh": "not-text: not checked: encoded as UTF-16, not UTF-8",
		"large.sh": "too-large: not checked: larger than 195.3 KiB", "end.sh": "too-large: not checked: larger than 195.3 KiB",
		"harmless.sh": "", "binary.txt": "",
	} {
		if want != "" {
			want = file + " " + want
		}
		for _, paths := range [][]string{{file}, {".", file}} {
			if got := strings.Join(found(t, paths...), ""); got != want {
				t.Errorf("%s: got %q, want %q", paths, got, want)
			}
		}
	}
	want(t, found(t, "."), "")
	// The suspicious word is at each place around the ends of what is read at once.
	for at := maxSize - 10; at < maxSize+10; at++ {
		if err := os.WriteFile("large.sh", []byte(strings.Repeat("x", at)+"bad"+padding), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := found(t, "large.sh"); len(got) != 1 {
			t.Errorf("at %d: got %q", at, got)
		}
	}
}
