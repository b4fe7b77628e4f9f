// Package symlink follows a path as the system does: name by name, through every
// symbolic link. Start with [Walk].
package symlink

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// maxLinks is how many links Linux follows before it reports a loop.
const maxLinks = 40

// Step is a name on the path to a file, in the real directory in which the system looks
// it up.
type Step struct {
	Dir, Name string
	Link      bool // the next steps follow its target
	Blocked   bool // it is missing or unreadable, or a file with names after it
	Last      bool // the path ends here, or can't continue
}

// Path returns the step as a path without a link before its last name.
func (s Step) Path() string { return filepath.Join(s.Dir, s.Name) }

// Walk calls visit for each step of path until visit returns false. It treats a blocked
// step as an empty directory. It returns the real path at the end; ok is false if visit
// stopped the walk, or if the links form a loop.
func Walk(path string, visit func(Step) bool) (real string, ok bool) {
	root, names := split(path)
	return walk(root, names, visit, func(string) bool { return true })
}

// WalkInside is like Walk for a name in the real directory dir, but ends before it looks
// anything up outside that directory.
func WalkInside(dir, name string, visit func(Step) bool) (real string, ok bool) {
	return walk(dir, []string{name}, visit, func(at string) bool {
		below, err := filepath.Rel(dir, at)
		return err == nil && filepath.IsLocal(below)
	})
}

// walk follows names from the real directory at. It looks names up only in the directories
// that may is true for.
func walk(at string, todo []string, visit func(Step) bool, may func(dir string) bool) (real string, ok bool) {
	links := 0
	for len(todo) > 0 {
		name := todo[0]
		todo = todo[1:]
		if name == ".." {
			at = filepath.Dir(at) // no link is in it
			continue
		}
		if !may(at) {
			return "", false
		}
		s := Step{Dir: at, Name: name}
		info, err := os.Lstat(s.Path())
		to, link := "", false
		if err == nil {
			to, link = target(s.Path(), info)
		}
		s.Link = link
		s.Blocked = err != nil || info.Mode().IsRegular() && len(todo) > 0
		s.Last = s.Blocked || !link && len(todo) == 0
		if !visit(s) {
			return "", false
		}
		if !link {
			at = s.Path()
			continue
		}
		if links++; links > maxLinks {
			return "", false
		}
		root, names := split(to)
		if root != "" {
			at = root
		}
		todo = append(names, todo...)
	}
	return at, true
}

// target returns the target of a link. On Windows, Go calls some links irregular.
func target(path string, info fs.FileInfo) (to string, link bool) {
	if info.Mode()&(fs.ModeSymlink|fs.ModeIrregular) == 0 {
		return "", false
	}
	to, err := os.Readlink(path)
	return to, err == nil
}

// split returns the root of path, or "" if it is relative, and the names after it.
// Unlike filepath.Clean, it keeps every `..`, whose meaning depends on links before it.
func split(path string) (root string, names []string) {
	volume := filepath.VolumeName(path)
	rest := path[len(volume):]
	if filepath.IsAbs(path) {
		root = volume + string(filepath.Separator)
	}
	names = strings.FieldsFunc(rest, func(r rune) bool { return r < 0x80 && os.IsPathSeparator(uint8(r)) })
	kept := names[:0]
	for _, name := range names {
		if name != "." {
			kept = append(kept, name)
		}
	}
	return root, kept
}
