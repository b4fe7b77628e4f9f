package program

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/internal/symlink"
)

// workspace lists the folders of a workspace by file identity, because letter case and
// links can give a folder several names.
type workspace []fs.FileInfo

func newWorkspace(folders []string, home string) workspace {
	var w workspace
	for _, folder := range withRepositories(folders) {
		info, err := os.Stat(folder)
		if err != nil || !filepath.IsAbs(folder) {
			continue // a missing directory has no programs
		}
		if filepath.Dir(folder) == folder || filepath.IsAbs(home) && (workspace{info}).passes(home) {
			continue
		}
		w = append(w, info)
	}
	return w
}

// markers show that a directory and everything below it belong to one repository.
var markers = []string{".git", ".hg", ".svn", ".jj", "go.work", "go.mod"}

// withRepositories adds the repositories and modules around each folder, because an
// editor may have opened only a part of them.
func withRepositories(folders []string) []string {
	all := slices.Clone(folders)
	seen := map[string]bool{} // including all directories above: open documents share most of them
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

// passes reports whether a folder of the workspace is among the steps to an absolute
// path. It is true for a loop of links, whose target is unknown.
func (w workspace) passes(path string) bool {
	if len(w) == 0 {
		return false
	}
	_, ok := symlink.Walk(path, func(s symlink.Step) bool { return !w.has(s.Path()) })
	return !ok
}

// WorkingFolder returns the working directory, which may be a repository, for callers
// without a workspace. It returns none if this program is in that directory: then the
// user chose to run programs there.
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
