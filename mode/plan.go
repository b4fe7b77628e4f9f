package mode

import (
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"syscall"
)

// plan says which folders a watcher listens to. They are real paths: no link is
// in them, so that one folder has one name.
type plan struct {
	// names holds, for each folder, the names in it that bear on the mode: the
	// mode file, links on the way to it, and the next folder on the way down.
	names map[string]map[string]bool
	// data are the folders in which every name counts: local/ and upload/.
	data map[string]bool
}

// planFor looks at what exists of d now. For what does not exist, its nearest
// ancestor that does is listened to.
func planFor(d Dir) plan {
	p := plan{names: map[string]map[string]bool{}, data: map[string]bool{}}
	root, err := filepath.Abs(d.Path())
	if d == "" || err != nil {
		return p
	}
	d = Dir(root)
	p.want(d.Path()) // the folder itself may be removed, renamed, made again
	steps, _ := follow(d.ModeFile())
	for _, step := range steps {
		p.want(step)
	}
	p.wantMounted(steps[len(steps)-1])
	for _, folder := range []string{d.LocalDir(), d.UploadDir()} {
		p.want(folder)
		if real, err := filepath.EvalSymlinks(folder); err == nil && listensCheaply(runtime.GOOS) {
			p.data[real] = true
		}
	}
	return p
}

// want adds path, by the name that it has in its folder.
func (p plan) want(path string) {
	for {
		folder := filepath.Dir(path)
		if folder == path {
			return // the root of all has no name
		}
		real, err := filepath.EvalSymlinks(folder)
		if err == nil {
			if p.names[real] == nil {
				p.names[real] = map[string]bool{}
			}
			p.names[real][filepath.Base(path)] = true
			return
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) && !errors.Is(err, fs.ErrPermission) {
			return
		}
		path = folder
	}
}

// wantMounted adds the file at path itself where it is a mount point: writes to it
// are told in the folder that it comes from, not in the one where it is seen.
func (p plan) wantMounted(path string) {
	if !isMountPoint(path) {
		return
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		p.names[real] = map[string]bool{}
	}
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
