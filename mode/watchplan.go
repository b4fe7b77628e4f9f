package mode

import (
	"maps"
	"path/filepath"
	"runtime"

	"github.com/telemetry-ls/telemetry-ls/internal/symlink"
)

// plan says which directories a watcher listens to. Their paths contain no symbolic
// links, so each directory has only one name.
type plan struct {
	// names holds, for each directory, the names in it that affect the mode: the
	// mode file, links on the way to it, and the next directory on the way down.
	names map[string]map[string]bool
	// ends are the directories of names in which a path ends: that of the mode file,
	// or of something that does not exist yet. The others are only on the way.
	ends map[string]bool
	// data are the directories in which every name matters: local/ and upload/.
	data map[string]bool
	// others is like names, for the other files.
	others map[string]map[string]bool
}

// planFor makes a plan from what exists of d now. For a path that does not exist,
// the plan has its nearest ancestor that does.
func planFor(d Dir, others []OtherFile) plan {
	p := plan{names: map[string]map[string]bool{}, ends: map[string]bool{}, data: map[string]bool{}, others: map[string]map[string]bool{}}
	for _, f := range others {
		p.wantOther(f)
	}
	root, err := filepath.Abs(d.Path())
	if d == "" || err != nil {
		return p
	}
	d = Dir(root)
	p.want(d.Path()) // the directory itself may be removed, renamed or created again
	if file, ok := p.want(d.ModeFile()); ok {
		p.wantMounted(file)
	}
	for _, dir := range []string{d.LocalDir(), d.UploadDir()} {
		if real, ok := p.want(dir); ok && listensCheaply(runtime.GOOS) {
			p.data[real] = true
		}
	}
	return p
}

// want adds the names that lead to path, as far as it exists. If any of them changes
// its meaning, path may change its meaning too. It returns the real path of what
// exists.
func (p plan) want(path string) (real string, ok bool) {
	return symlink.Walk(path, func(s symlink.Step) bool {
		// If listening is expensive, leave out a step that is neither a link nor the
		// last.
		if s.Link || s.Last || listensOnTheWay(runtime.GOOS) {
			add(p.names, s.Dir, s.Name)
			p.ends[s.Dir] = p.ends[s.Dir] || s.Last
		}
		return !s.Blocked
	})
}

// add adds a name in a directory.
func add(names map[string]map[string]bool, dir, name string) {
	if names[dir] == nil {
		names[dir] = map[string]bool{}
	}
	names[dir][name] = true
}

// wantOther adds the names that lead to another file.
func (p plan) wantOther(f OtherFile) {
	if !filepath.IsAbs(f.Dir) {
		return
	}
	path := f.Dir
	if !f.Foreign {
		path = filepath.Join(f.Dir, f.Name)
	}
	real, ok := symlink.Walk(path, func(s symlink.Step) bool {
		if s.Link || s.Last || listensOnTheWay(runtime.GOOS) {
			add(p.others, s.Dir, s.Name)
		}
		return !s.Blocked
	})
	if ok && f.Foreign && listensCheaply(runtime.GOOS) {
		symlink.WalkInside(real, f.Name, func(s symlink.Step) bool {
			add(p.others, s.Dir, s.Name)
			return !s.Blocked
		})
	}
}

// wantMounted adds the file at the real path itself if it is a mount point. The
// kernel reports writes to it in the directory that it comes from, not in the one
// where it is mounted.
func (p plan) wantMounted(path string) {
	if isMountPoint(path) {
		p.names[path] = map[string]bool{}
	}
}

// same reports whether p and o listen to the same names for the mode.
func (p plan) same(o plan) bool {
	return maps.EqualFunc(p.names, o.names, maps.Equal) && maps.Equal(p.data, o.data)
}

// dirs returns all directories that the watcher listens to.
func (p plan) dirs() map[string]bool {
	all := map[string]bool{}
	for dir := range p.names {
		all[dir] = true
	}
	for dir := range p.data {
		all[dir] = true
	}
	for dir := range p.others {
		all[dir] = true
	}
	return all
}

// aside reports whether a directory matters only for the other files.
func (p plan) aside(dir string) bool { return p.names[dir] == nil && !p.data[dir] }

// meaning is what an event is about.
type meaning int

const (
	nothing meaning = iota
	ofMode          // a name that affects the mode
	ofDir           // a directory or file that the watcher listens to
	ofData          // something in local/ or upload/
	ofOther         // a name that affects another file
)

// classify returns what an event on the path name is about.
func (p plan) classify(name string) meaning {
	name = filepath.Clean(name)
	dir, base := filepath.Dir(name), filepath.Base(name)
	switch {
	case p.data[name] || p.names[name] != nil || p.others[name] != nil:
		return ofDir
	case p.names[dir][base]:
		return ofMode
	case p.others[dir][base]:
		return ofOther
	case p.data[dir]:
		return ofData
	}
	return nothing
}

// listensCheaply reports whether listening to a directory of thousands of files
// costs nothing. With kqueue each file takes a file handle, so there the poll alone
// looks at local/ and upload/.
func listensCheaply(goos string) bool { return goos == "linux" || goos == "windows" }

// listensOnTheWay reports whether the watcher listens to every directory above the
// telemetry directory, up to the root. With kqueue each name in them would take a
// file handle, and on Windows you cannot rename a directory that a program listens
// to.
func listensOnTheWay(goos string) bool { return goos == "linux" }
