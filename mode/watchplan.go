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
}

// planFor makes a plan from what exists of d now. For a path that does not exist,
// the plan has its nearest ancestor that does.
func planFor(d Dir) plan {
	p := plan{names: map[string]map[string]bool{}, ends: map[string]bool{}, data: map[string]bool{}}
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
			if p.names[s.Dir] == nil {
				p.names[s.Dir] = map[string]bool{}
			}
			p.names[s.Dir][s.Name] = true
			p.ends[s.Dir] = p.ends[s.Dir] || s.Last
		}
		return !s.Blocked
	})
}

// wantMounted adds the file at the real path itself if it is a mount point. The
// kernel reports writes to it in the directory that it comes from, not in the one
// where it is mounted.
func (p plan) wantMounted(path string) {
	if isMountPoint(path) {
		p.names[path] = map[string]bool{}
	}
}

// same reports whether p and o listen to the same names.
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
	return all
}

// meaning is what an event is about.
type meaning int

const (
	nothing meaning = iota
	ofMode          // a name that affects the mode
	ofDir           // a directory or file that the watcher listens to
	ofData          // something in local/ or upload/
)

// classify returns what an event on the path name is about.
func (p plan) classify(name string) meaning {
	name = filepath.Clean(name)
	dir, base := filepath.Dir(name), filepath.Base(name)
	switch {
	case p.data[name] || p.names[name] != nil:
		return ofDir
	case p.names[dir][base]:
		return ofMode
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
