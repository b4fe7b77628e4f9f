package mode

import (
	"maps"
	"path/filepath"
	"runtime"

	"github.com/telemetry-ls/telemetry-ls/internal/symlink"
)

// plan says which folders a watcher listens to. They are real paths: no link is
// in them, so that one folder has one name.
type plan struct {
	// names holds, for each folder, the names in it that bear on the mode: the
	// mode file, links on the way to it, and the next folder on the way down.
	names map[string]map[string]bool
	// ends are the folders of names in which a way ends: of the mode file, or of what
	// is not there yet. The others only lie on the way.
	ends map[string]bool
	// data are the folders in which every name counts: local/ and upload/.
	data map[string]bool
}

// planFor looks at what exists of d now. For what does not exist, its nearest
// ancestor that does is listened to.
func planFor(d Dir) plan {
	p := plan{names: map[string]map[string]bool{}, ends: map[string]bool{}, data: map[string]bool{}}
	root, err := filepath.Abs(d.Path())
	if d == "" || err != nil {
		return p
	}
	d = Dir(root)
	p.want(d.Path()) // the folder itself may be removed, renamed, made again
	if file, ok := p.want(d.ModeFile()); ok {
		p.wantMounted(file)
	}
	for _, folder := range []string{d.LocalDir(), d.UploadDir()} {
		if real, ok := p.want(folder); ok && listensCheaply(runtime.GOOS) {
			p.data[real] = true
		}
	}
	return p
}

// want adds the names by which path is found, as far as it exists: whichever of
// them comes to mean something else, path may do so too. It gives the real path
// of what is there.
func (p plan) want(path string) (real string, ok bool) {
	return symlink.Walk(path, func(s symlink.Step) bool {
		// Where that is dear, one that is neither a link nor the last is left out.
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

// wantMounted adds the file at the real path itself where it is a mount point:
// writes to it are told in the folder that it comes from, not in the one where it
// is seen.
func (p plan) wantMounted(path string) {
	if isMountPoint(path) {
		p.names[path] = map[string]bool{}
	}
}

// same reports whether p and o listen to the same.
func (p plan) same(o plan) bool {
	return maps.EqualFunc(p.names, o.names, maps.Equal) && maps.Equal(p.data, o.data)
}

// folders lists all that are listened to.
func (p plan) folders() map[string]bool {
	all := map[string]bool{}
	for folder := range p.names {
		all[folder] = true
	}
	for folder := range p.data {
		all[folder] = true
	}
	return all
}

// meaning is what an event is about.
type meaning int

const (
	nothing  meaning = iota
	ofMode           // a name that bears on the mode
	ofFolder         // something that is listened to itself
	ofData           // something in local/ or upload/
)

// classify says what an event on the path name is about.
func (p plan) classify(name string) meaning {
	name = filepath.Clean(name)
	folder, base := filepath.Dir(name), filepath.Base(name)
	switch {
	case p.data[name] || p.names[name] != nil:
		return ofFolder
	case p.names[folder][base]:
		return ofMode
	case p.data[folder]:
		return ofData
	}
	return nothing
}

// listensCheaply reports whether listening to a folder of thousands of files
// costs nothing: with kqueue each of them takes a file handle, so there local/
// and upload/ are only looked at from time to time.
func listensCheaply(goos string) bool { return goos == "linux" || goos == "windows" }

// listensOnTheWay reports whether every folder above the telemetry directory is
// listened to, up to the root of all: with kqueue each name in them would take a
// file handle, and on Windows a folder that is listened to cannot be renamed.
func listensOnTheWay(goos string) bool { return goos == "linux" }
