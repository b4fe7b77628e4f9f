package program

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// workspace is the folders of a workspace, as the file system knows them: names can
// differ in letter case, and by links.
type workspace []fs.FileInfo

func newWorkspace(folders []string, home string) workspace {
	var w workspace
	for _, folder := range withRepositories(folders) {
		info, err := os.Stat(folder)
		if err != nil || !filepath.IsAbs(folder) {
			continue // what is not there holds no program
		}
		if filepath.Dir(folder) == folder || filepath.IsAbs(home) && (workspace{info}).passes(home) {
			continue
		}
		w = append(w, info)
	}
	return w
}

// markers tell that a folder, with all below it, comes from the same hands.
var markers = []string{".git", ".hg", ".svn", ".jj", "go.work", "go.mod"}

// withRepositories adds what encloses each folder, be it a repository around a
// submodule: an editor may have opened only a part of it.
func withRepositories(folders []string) []string {
	all := slices.Clone(folders)
	seen := map[string]bool{} // with all above them: opened documents share most of their ways
	for _, folder := range folders {
		real, err := filepath.EvalSymlinks(folder)
		if err != nil || !filepath.IsAbs(folder) {
			continue
		}
		for dir := real; !seen[dir] && filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
			seen[dir] = true
			if slices.ContainsFunc(markers, func(name string) bool {
				_, err := os.Lstat(filepath.Join(dir, name))
				return err == nil
			}) {
				all = append(all, dir)
			}
		}
	}
	return all
}

func (w workspace) has(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	for _, folder := range w {
		if os.SameFile(folder, info) {
			return true
		}
	}
	return false
}

// maxSteps bounds a walk, as the system bounds the links that it follows.
const maxSteps = 4096

// passes walks to an absolute path as the system does, one name and one link at a
// time, and tells whether a folder of the workspace is among the steps. A walk
// without end passes: where it leads is unknown.
func (w workspace) passes(path string) bool {
	if len(w) == 0 {
		return false
	}
	at, left := split(path)
	for range maxSteps {
		if w.has(at) {
			return true
		}
		if len(left) == 0 {
			return false
		}
		name := left[0]
		left = left[1:]
		if name == ".." {
			at = filepath.Dir(at) // at has no links in it
			continue
		}
		next := filepath.Join(at, name)
		target, err := os.Readlink(next)
		switch {
		case err != nil: // no link
			at = next
		case filepath.IsAbs(target):
			var names []string
			at, names = split(target)
			left = append(names, left...)
		default:
			left = append(namesOf(target), left...)
		}
	}
	return true
}

// split gives the root of an absolute path and the names below it.
func split(path string) (root string, names []string) {
	volume := filepath.VolumeName(path)
	return volume + string(filepath.Separator), namesOf(path[len(volume):])
}

func namesOf(path string) []string {
	var names []string
	for _, name := range strings.Split(filepath.ToSlash(path), "/") {
		if name != "" && name != "." {
			names = append(names, name)
		}
	}
	return names
}

// WorkingFolder is the folder in which this process was started, for where no
// workspace is named: it may be a repository. It is none where this program itself
// lies in it, which somebody has chosen to run.
func WorkingFolder() []string {
	folder, err := os.Getwd()
	if err != nil {
		return nil
	}
	info, err := os.Stat(folder)
	if err != nil {
		return nil
	}
	self, err := os.Executable()
	if err == nil && (workspace{info}).passes(self) {
		return nil
	}
	return []string{folder}
}
