//go:build unix

package program

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// ground is a home with a workspace and a directory of real programs.
type ground struct {
	t               *testing.T
	home, work, bin string
}

func newGround(t *testing.T) *ground {
	t.Helper()
	home := t.TempDir()
	g := &ground{t, home, filepath.Join(home, "src", "repo"), filepath.Join(home, "tools", "bin")}
	g.program(g.bin)
	g.program(g.work)
	g.program(filepath.Join(g.work, "bin"))
	g.link("../src/repo/bin", "tools/linked") // a directory outside that links into the workspace
	g.link(g.bin, "src/repo/out")             // a link in the repository
	g.link("../tools/bin", "src/elsewhere")   // links that stay outside
	g.link("../src/repo/out", "tools/through")
	g.link("../../src/repo/go", "tools/wrapped/go") // a program that is a link
	return g
}

// program makes an executable file named go in dir.
func (g *ground) program(dir string) {
	g.t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		g.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		g.t.Fatal(err)
	}
}

func (g *ground) link(target, path string) {
	g.t.Helper()
	path = filepath.Join(g.home, path)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.Symlink(target, path)); err != nil {
		g.t.Fatal(err)
	}
}

func (g *ground) search(path string, folders ...string) Search {
	g.t.Helper()
	g.t.Chdir(g.work)
	return NewSearch(Getenv([]string{"HOME=" + g.home, "PATH=" + strings.ReplaceAll(path, "~", g.home)}), folders...)
}

func TestLook(t *testing.T) {
	g := newGround(t)
	for path, want := range map[string]string{
		".:bin:~/tools/bin":               "tools/bin",
		":~/tools/bin":                    "tools/bin",
		"~/tools/bin:":                    "tools/bin",
		"./:../repo/bin::~/tools/bin":     "tools/bin",
		"~/src/repo:~/tools/bin":          "tools/bin",
		"~/src/repo/bin/:~/tools/bin":     "tools/bin",
		"~/tools/linked:~/tools/bin":      "tools/bin",
		"~/tools/through:~/tools/bin":     "tools/bin",
		"~/tools/wrapped:~/tools/bin":     "tools/bin",
		"~/src/repo/out:~/tools/bin":      "tools/bin",
		"~/src/repo/../../tools/bin":      "",
		"~/src/elsewhere":                 "src/elsewhere",
		"~/nowhere:/dev/null:~/tools/bin": "tools/bin",
		"":                                "",
		".":                               "",
		"bin:~/src/repo":                  "",
	} {
		got, err := g.search(path, g.work).Look("go")
		if want != "" {
			want = filepath.Join(g.home, want, "go")
		}
		if got != want || (err == nil) != (want != "") {
			t.Errorf("PATH=%s: %q, %v; want %q", path, got, err, want)
		}
		if err != nil && (!errors.Is(err, exec.ErrNotFound) || hint.Of(err) == "") {
			t.Errorf("PATH=%s: %v is not exec.ErrNotFound, or has no hint", path, err)
		}
	}
}

// TestWhatIsNoWorkspace checks that the home directory, or one above it, is no workspace,
// because it contains all programs of the user.
func TestWhatIsNoWorkspace(t *testing.T) {
	g := newGround(t)
	g.link(g.home, "link")
	for _, folders := range [][]string{{g.home}, {"/"}, {filepath.Dir(g.home)}, {filepath.Join(g.home, "link")}, {"relative"}, {filepath.Join(g.home, "gone")}, nil} {
		if got, err := g.search("~/tools/bin", folders...).Look("go"); got != filepath.Join(g.bin, "go") {
			t.Errorf("workspace %q: %q, %v", folders, got, err)
		}
	}
	// Other workspace folders still count beside it, also under other names.
	g.link("src/repo", "by-link")
	for _, folder := range []string{g.work, filepath.Join(g.home, "by-link"), g.work + "/"} {
		if got, err := g.search("~/src/repo/bin", g.home, folder).Look("go"); err == nil {
			t.Errorf("workspace %q: %q", folder, got)
		}
	}
}

func TestPath(t *testing.T) {
	g := newGround(t)
	s := g.search(".::bin:~/src/repo/bin:~/tools/linked:~/tools/bin:/usr/bin:", g.work)
	if got, want := s.Path(), g.bin+":/usr/bin"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := g.search(":.", g.work).Path(); got != "" {
		t.Errorf("without absolute directories: %q", got)
	}
}

func TestMkdirTemp(t *testing.T) {
	g := newGround(t)
	g.link("../src/repo", "tools/tmp")
	for _, temp := range []string{".", "", "bin", g.work, filepath.Join(g.work, "bin"), filepath.Join(g.home, "tools", "tmp"), "/nowhere"} {
		s := NewSearch(Getenv([]string{"HOME=" + g.home, "TMPDIR=" + temp}), g.work)
		dir, err := s.MkdirTemp("telemetry-ls-test-")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Remove(dir) })
		if !s.Outside(dir) {
			t.Errorf("TMPDIR=%s: %s", temp, dir)
		}
	}
	own := filepath.Join(g.home, "tools")
	dir, err := NewSearch(Getenv([]string{"HOME=" + g.home, "TMPDIR=" + own}), g.work).MkdirTemp("x-")
	if err != nil || filepath.Dir(dir) != own {
		t.Errorf("TMPDIR=%s: %s, %v", own, dir, err)
	}
}

// TestWorkspaceTable reads the cases that the tests of VS Code and Neovim read too.
func TestWorkspaceTable(t *testing.T) {
	raw, err := os.ReadFile("../../testdata/workspace.json")
	if err != nil {
		t.Fatal(err)
	}
	var table struct {
		Dirs, Files []string
		Links       map[string]string
		Cases       []struct {
			Name, Path string
			Home       *string
			Folders    []string
			Inside     bool
		}
	}
	if err := json.Unmarshal(raw, &table); err != nil || len(table.Cases) == 0 {
		t.Fatal(len(table.Cases), err)
	}
	root, err := filepath.EvalSymlinks(t.TempDir())
	at := func(path string) string { return root + "/" + path } // filepath.Join would resolve `..`
	for _, dir := range table.Dirs {
		err = errors.Join(err, os.MkdirAll(at(dir), 0o755))
	}
	for _, file := range table.Files {
		err = errors.Join(err, os.WriteFile(at(file), nil, 0o644))
	}
	for link, to := range table.Links {
		err = errors.Join(err, os.Symlink(strings.ReplaceAll(to, "{root}", root), at(link)))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(at("repo"))
	for _, c := range table.Cases {
		home := at("home")
		if c.Home != nil {
			home = *c.Home
		}
		var folders []string
		for _, folder := range c.Folders {
			folders = append(folders, at(folder))
		}
		if got := !NewSearch(Getenv([]string{"HOME=" + home}), folders...).Outside(at(c.Path)); got != c.Inside {
			t.Errorf("%s: inside is %v, want %v", c.Name, got, c.Inside)
		}
	}
}

// TestEndlessLinks checks that a path through a loop of links is not outside.
func TestEndlessLinks(t *testing.T) {
	g := newGround(t)
	g.link("b/b", "a")
	g.link("a/a", "b")
	s := g.search("", g.work)
	if s.Outside(filepath.Join(g.home, "a")) {
		t.Error("a loop of links counts as outside")
	}
}

// TestAroundTheFolder checks that if the opened folder is a part of a repository, the rest
// of the repository counts too. A repository around the home directory, such as one of
// dotfiles, doesn't count.
func TestAroundTheFolder(t *testing.T) {
	for _, git := range []string{"src/repo/.git", "src/repo/go.work", "src/.jj", ".git"} {
		g := newGround(t)
		part := filepath.Join(g.work, "part")
		if err := errors.Join(os.Mkdir(part, 0o755), os.Mkdir(filepath.Join(g.home, git), 0o755)); err != nil {
			t.Fatal(err)
		}
		g.link("../src/repo/part", "tools/part")
		for _, folder := range []string{part, filepath.Join(g.home, "tools", "part")} {
			want := filepath.Join(g.bin, "go")
			if git == ".git" {
				want = filepath.Join(g.work, "bin", "go")
			}
			got, err := g.search("~/src/repo/bin:~/tools/bin", folder).Look("go")
			if err != nil || got != want {
				t.Errorf("with %s and %s: got %q, %v, want %q", git, folder, got, err, want)
			}
		}
	}
}
