package walk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/lint/exclude"
)

// walker lists the files in order.
type walker struct {
	known func(path string) bool
	// send hands a batch over; false: the walk ends.
	send    func([]entry) bool
	stopped bool
	pending []entry

	roots []root
	named map[string]bool // the absolute paths of the roots; true: walked
	links map[string]bool // the targets of links that were taken
}

// root is a named path.
type root struct {
	path string // as it is named, with slashes
	real string // as it is named
	full string // absolute, with slashes
	abs  string // absolute, without links
	dir  bool
	err  error
}

// dir is a directory on the walk.
type dir struct {
	path, real, abs string
	ignored         *level
	excluded        exclude.Set
}

func newWalker(known func(string) bool, send func([]entry) bool) *walker {
	return &walker{known: known, send: send, named: make(map[string]bool), links: make(map[string]bool)}
}

func (w *walker) walk(paths []string) {
	for _, p := range paths {
		r := newRoot(p)
		w.roots = append(w.roots, r)
		w.named[r.abs] = false
	}
	for i := range w.roots {
		r := &w.roots[i]
		switch {
		case w.stopped:
			return
		case r.err != nil:
			w.problem(r.path, Unreadable, r.err)
		case w.taken(r.abs):
		case r.dir:
			w.root(r)
		default:
			w.add(entry{path: r.path, full: r.full, real: r.real, named: true, known: w.known(r.full)})
		}
	}
	w.flush()
}

func newRoot(path string) root {
	r := root{path: filepath.ToSlash(path), real: path}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		r.err = hint.WithoutPath(err)
		return r
	case info.IsDir():
		r.dir, r.path = true, filepath.ToSlash(filepath.Clean(path))
	case !info.Mode().IsRegular():
		r.err = errors.New("not a regular file")
		return r
	}
	if r.abs, err = filepath.Abs(path); err == nil {
		r.full = filepath.ToSlash(r.abs)
		r.abs, err = filepath.EvalSymlinks(r.abs)
	}
	r.err = hint.WithoutPath(err)
	return r
}

// root walks over a named directory.
func (w *walker) root(r *root) {
	d := dir{path: r.path, real: r.real, abs: r.abs}
	var errs []error
	d.excluded, errs = exclude.Find(d.abs)
	for _, err := range errs {
		w.excludeProblem(d, err)
	}
	above := exclude.UpToRepository(d.abs)
	d.ignored = w.repository(above[0])
	for _, a := range above[:len(above)-1] {
		d.ignored = w.gitignore(d.ignored, a, filepath.Join(a, gitignoreName))
	}
	w.directory(d)
}

func (w *walker) excludeProblem(d dir, err error) {
	var e *exclude.Error
	if !errors.As(err, &e) {
		return
	}
	path := e.Path
	if filepath.Dir(path) == d.abs {
		path = join(d.path, exclude.FileName)
	}
	w.problem(path, InvalidExclude, e.Cause)
}

// directory walks over a directory.
func (w *walker) directory(d dir) {
	entries, err := os.ReadDir(d.real)
	if err != nil && (w.isNamed(d.abs) || !errors.Is(err, fs.ErrNotExist)) {
		w.problem(d.path, Unreadable, hint.WithoutPath(err)) // and maybe there are some
	}
	for _, e := range entries {
		if e.Name() == gitignoreName {
			d.ignored = w.gitignore(d.ignored, d.abs, filepath.Join(d.real, gitignoreName))
		}
	}
	for _, e := range entries {
		if w.stopped {
			return
		}
		w.visit(d, e)
	}
}

// visit takes an entry of a directory if it isn't left out.
func (w *walker) visit(d dir, e fs.DirEntry) {
	name, isDir := e.Name(), e.IsDir()
	if kind := e.Type(); !isDir && !kind.IsRegular() && kind&fs.ModeSymlink == 0 || isDir && skipped(name) {
		return
	}
	abs := d.abs + string(filepath.Separator) + name
	if d.ignored.ignores(abs, isDir) || len(d.excluded) > 0 && d.excluded.ExcludesName(d.abs, name, isDir) || w.taken(abs) {
		return
	}
	below := entry{path: join(d.path, name), full: filepath.ToSlash(abs), real: filepath.Join(d.real, name), named: w.isNamed(abs)}
	switch {
	case isDir:
		w.directory(dir{below.path, below.real, abs, d.ignored, d.excluded})
	case e.Type()&fs.ModeSymlink != 0:
		w.link(below)
	default:
		below.known = w.known(below.full)
		w.add(below)
	}
}

// skipped reports whether a directory holds other people's code, or the data of a
// version control system.
func skipped(name string) bool {
	switch name {
	case "vendor", "node_modules", ".git", ".hg", ".svn", ".jj":
		return true
	}
	return false
}

// taken reports whether a path is a root that was walked before, and otherwise says that
// it is walked now.
func (w *walker) taken(abs string) bool {
	taken := w.named[abs]
	if w.isNamed(abs) {
		w.named[abs] = true
	}
	return taken
}

func (w *walker) isNamed(abs string) bool {
	_, ok := w.named[abs]
	return ok
}

// link takes a symbolic link to a file in one of the roots if the walk doesn't read that
// file under its own name, or doesn't know it by that name. Links to directories are not
// followed.
func (w *walker) link(e entry) {
	target, err := filepath.EvalSymlinks(filepath.FromSlash(e.full))
	if err != nil {
		return // it leads nowhere, or in a circle
	}
	info, err := os.Stat(target)
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	if !w.inside(target) || w.known(filepath.ToSlash(target)) || w.links[target] {
		return
	}
	w.links[target] = true
	e.known, e.link = w.known(e.full), true
	w.add(e)
}

// inside reports whether an absolute path is in one of the roots.
func (w *walker) inside(abs string) bool {
	for _, r := range w.roots {
		if below, err := filepath.Rel(r.abs, abs); r.err == nil && r.dir && err == nil && filepath.IsLocal(below) {
			return true
		}
	}
	return false
}

func (w *walker) problem(path, code string, err error) {
	w.add(entry{problem: &Problem{path, code, err}})
}

func (w *walker) add(e entry) {
	w.pending = append(w.pending, e)
	if len(w.pending) == batchSize {
		w.flush()
	}
}

func (w *walker) flush() {
	if len(w.pending) > 0 && !w.stopped {
		w.stopped = !w.send(w.pending)
		w.pending = make([]entry, 0, batchSize)
	}
}

// join returns a path with slashes for a name in a directory.
func join(dir, name string) string {
	switch {
	case dir == ".":
		return name
	case dir[len(dir)-1] == '/':
		return dir + name
	}
	return dir + "/" + name
}
