package mode

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// ways creates mode files at the end of random chains of directories and links.
type ways struct {
	t      *testing.T
	random *rand.Rand
	root   string
	made   int
	// parts are all names on the way to a mode file, including links and directories
	// in the paths of links.
	parts []part
}

// part is a name in a directory that leads to a mode file through the names after
// it.
type part struct {
	dir, name string
	// other creates a replacement for it under another name in dir.
	other func(name, content string)
}

func (w *ways) fresh(kind string) string {
	w.made++
	return fmt.Sprintf("%s%d", kind, w.made)
}

func (w *ways) symlink(to, at string) {
	w.t.Helper()
	if err := os.Symlink(to, at); err != nil {
		w.t.Fatal(err)
	}
}

// lay makes dir/names[0]/names[1]/... a mode file with that content. Each name is a
// directory or file, or a link to one elsewhere.
func (w *ways) lay(dir string, names []string, content string, links int) {
	w.t.Helper()
	at := filepath.Join(dir, names[0])
	rest := names[1:]
	w.parts = append(w.parts, part{dir, names[0], func(name, content string) {
		w.lay(dir, append([]string{name}, rest...), content, 2)
	}})
	switch {
	case links > 0 && w.random.IntN(2) == 0:
		w.layLink(dir, at, rest, content, links-1)
	case len(rest) == 0:
		writeFile(w.t, at, content)
	default:
		makeDir(w.t, at)
		w.lay(at, rest, content, links)
	}
}

// layLink makes at a link to something that it creates in a new directory.
func (w *ways) layLink(dir, at string, rest []string, content string, links int) {
	w.t.Helper()
	hub := filepath.Join(w.root, w.fresh("hub"))
	makeDir(w.t, filepath.Join(hub, "deep"))
	name := w.fresh("real")
	w.lay(hub, append([]string{name}, rest...), content, links)
	to := filepath.Join(hub, name)
	switch w.random.IntN(4) {
	case 1: // through a link to the directory
		via := w.fresh("via")
		w.symlink(hub, filepath.Join(w.root, via))
		w.parts = append(w.parts, part{w.root, via, func(other, content string) {
			w.lay(w.root, append([]string{other, name}, rest...), content, 2)
		}})
		to = filepath.Join(w.root, via, name)
	case 2: // up from the target of a link
		down := w.fresh("down")
		w.symlink(filepath.Base(hub)+"/deep", filepath.Join(w.root, down))
		w.parts = append(w.parts, part{w.root, down, func(other, content string) {
			fresh := w.fresh("hub")
			makeDir(w.t, filepath.Join(w.root, fresh, "deep"))
			w.lay(filepath.Join(w.root, fresh), append([]string{name}, rest...), content, 1)
			w.symlink(fresh+"/deep", filepath.Join(w.root, other))
		}})
		to = w.root + "/" + down + "/../" + name
	case 3: // with detours
		to = hub + "/./deep/..//" + name
	}
	if w.random.IntN(2) == 0 {
		to = relative(w.t, dir, to)
	}
	w.symlink(to, at)
}

// relative returns the absolute path to, with its `..`, as a path relative to the
// real path of dir.
func relative(t *testing.T, dir, to string) string {
	t.Helper()
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	up, err := filepath.Rel(real, "/")
	if err != nil {
		t.Fatal(err)
	}
	return up + to
}

// replace puts the file named other in the place of p, in a random way.
func (w *ways) replace(p part, other string) {
	w.t.Helper()
	at, from := filepath.Join(p.dir, p.name), filepath.Join(p.dir, other)
	err := errors.ErrUnsupported
	switch w.random.IntN(3) {
	case 0:
		err = unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, at, unix.RENAME_EXCHANGE)
	case 1: // in one step, if the system supports it
		if !isDir(w.t, at) && !isDir(w.t, from) {
			err = os.Rename(from, at)
		}
	}
	if err != nil {
		rename2(w.t, at, filepath.Join(p.dir, w.fresh("old")))
		rename2(w.t, from, at)
	}
}

func isDir(t *testing.T, path string) bool {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode()&fs.ModeDir != 0
}

// TestWatchTheWay checks that the watcher reports a change of any name on the way to
// the mode file, and then watches the new way.
func TestWatchTheWay(t *testing.T) {
	t.Parallel()
	for seed := range uint64(24) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			root, err := filepath.EvalSymlinks(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			w := &ways{t: t, random: rand.New(rand.NewPCG(seed, 12)), root: root}
			names := strings.Split("home/me/.config/go/telemetry/mode", "/")
			w.lay(root, names, "local 2026-01-01", 4)
			d := Dir(filepath.Join(root, filepath.Join(names[:5]...)))
			h := hear(t, d)
			parts := w.parts
			for i, n := range w.random.Perm(len(parts)) {
				w.check(h, d, parts[n], i)
			}
			if !h.Delivering() {
				t.Error("not delivering in the end")
			}
		})
	}
}

// check replaces p, and then writes to the mode file that now exists. The parts of
// the old way no longer lead to it.
func (w *ways) check(h *heard, d Dir, p part, i int) {
	w.t.Helper()
	day := func(month int) string { return fmt.Sprintf("off 2026-%02d-%02d", month, i%28+1) }
	before := content(w.t, d.ModeFile())
	other := w.fresh("other")
	if _, err := os.Lstat(filepath.Join(p.dir, p.name)); err != nil {
		return // moved away with its directory
	}
	p.other(other, day(i/28*2+1))
	w.replace(p, other)
	if now := content(w.t, d.ModeFile()); now != before {
		h.settles(w.t, now)
	}
	writeFile(w.t, d.ModeFile(), day(i/28*2+2))
	h.settles(w.t, day(i/28*2+2))
}
