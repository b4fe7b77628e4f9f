package ignore

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestIgnores(t *testing.T) {
	for _, test := range []struct{ patterns, ignored, kept string }{
		{"*.log\n!keep.log\n", "a.log x/b.log", "keep.log x/keep.log a.logs"},
		{"/build\n", "build", "x/build"},
		{"a/b\n", "a/b", "x/a/b a"},
		{"build/\n", "build/ x/build/", "build x/build"},
		{"a/**/b\n", "a/b a/x/b a/x/y/b", "b x/a/b"},
		{"**/b\n", "b x/b x/y/b", "bb"},
		{"a/**\n", "a/b a/b/c", "a/ x/a/b"},
		{"x[!a]\nx[0-9]y\n", "xb x1y", "xa xby"},
		{"# comment\n\\#hash\n\\!bang\n", "#hash !bang", "comment"},
		{"trailing   \nkept\\ \r\n", "trailing", "kept"},
		{"{a,b}\n", "{a,b}", "a b"},
		{"\ufefffirst\n", "first", "other"},
		{"*\n!*/\n!*.go\n", "a x/a", "a.go x/ x/b.go"},
		{"[\n\\\n/\n!\n\n", "", "a [ /"},
	} {
		rules := Parse(test.patterns)
		check := func(paths string, want bool) {
			for _, p := range strings.Fields(paths) {
				name, dir := strings.CutSuffix(p, "/")
				if got, _ := rules.Ignores(name, dir); got != want {
					t.Errorf("%q: %s: ignored %v, want %v", test.patterns, p, got, want)
				}
			}
		}
		check(test.ignored, true)
		check(test.kept, false)
	}
}

func TestGlobs(t *testing.T) {
	rules, malformed := Globs([]string{"**/*.{md,txt}", "testdata/", "third_party/**"})
	if malformed != "" {
		t.Fatalf("%q is malformed", malformed)
	}
	for name, want := range map[string]bool{"a.md": true, "x/y.txt": true, "a.go": false, "third_party/x": true} {
		if got, _ := rules.Ignores(name, false); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	for _, pattern := range []string{"", "/", "[a", "{a", "!"} {
		if _, malformed := Globs([]string{"fine", pattern}); malformed != pattern {
			t.Errorf("%q: got %q", pattern, malformed)
		}
	}
}

// TestLikeGit compares the rules with the real git, for random patterns and paths.
func TestLikeGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("no git on PATH")
	}
	dir := t.TempDir()
	command := func(stdin string, args ...string) string {
		cmd := exec.Command(git, args...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
		out, _ := cmd.Output() // check-ignore fails if it ignores nothing
		return string(out)
	}
	command("", "init", "-q")
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		var patterns []string
		for range 1 + random.IntN(4) {
			patterns = append(patterns, randomPattern(random))
		}
		text := strings.Join(patterns, "\n")
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths := allPaths()
		ignored := strings.Fields(command(strings.Join(paths, "\n"), "check-ignore", "--no-index", "--stdin"))
		rules := Parse(text)
		for _, p := range paths {
			if got, want := ignoredWithParents(rules, p), slices.Contains(ignored, p); got != want {
				t.Errorf("%q: %s: ignored %v, git says %v", text, p, got, want)
			}
		}
	}
}

// ignoredWithParents asks about each directory above a path, too.
func ignoredWithParents(rules Rules, p string) bool {
	name, dir := strings.CutSuffix(p, "/")
	if parent := path.Dir(name); parent != "." && ignoredWithParents(rules, parent+"/") {
		return true
	}
	ignored, _ := rules.Ignores(name, dir)
	return ignored
}

func randomPattern(random *rand.Rand) string {
	parts := []string{"a", "b", "a.b", "*", "**", "*.b", "?", "[ab]", "[!a]", "a*", "{a,b}", `\a`, "**b"}
	elements := make([]string, 1+random.IntN(3))
	for i := range elements {
		elements[i] = parts[random.IntN(len(parts))]
	}
	return []string{"", "", "!", "/"}[random.IntN(4)] + strings.Join(elements, "/") + []string{"", "", "/", " "}[random.IntN(4)]
}

// allPaths returns all paths of up to three names. None exists, so all are files to git.
func allPaths() []string {
	names := []string{"a", "b", "ab", "a.b", "c", "{a,b}"}
	var paths []string
	for _, x := range names {
		paths = append(paths, x)
		for _, y := range names {
			paths = append(paths, x+"/"+y)
			for _, z := range names {
				paths = append(paths, x+"/"+y+"/"+z)
			}
		}
	}
	return paths
}
