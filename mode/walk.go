package mode

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// step is a name on the way to a file, in the real folder where it is looked up.
type step struct {
	folder, name string
	link         bool // it is a symbolic link, whose path comes next
	last         bool // nothing comes after it, or nothing can
}

// walk goes along path as the system does, name by name and through every link,
// and calls visit for each step. It gives the real path at which it ends; ok is
// false where the way ends before that.
func walk(path string, visit func(step)) (real string, ok bool) {
	at, todo := split(path)
	links := 0
	for len(todo) > 0 {
		name := todo[0]
		todo = todo[1:]
		if name == ".." {
			at = filepath.Dir(at)
			continue
		}
		s := step{folder: at, name: name}
		next := filepath.Join(at, name)
		info, err := os.Lstat(next)
		s.link = err == nil && info.Mode()&fs.ModeSymlink != 0
		blocked := err != nil || info.Mode().IsRegular() && len(todo) > 0
		s.last = blocked || !s.link && len(todo) == 0
		visit(s)
		if blocked {
			return "", false
		}
		if !s.link {
			at = next
			continue
		}
		to, err := os.Readlink(next)
		if links++; err != nil || links > maxLinks {
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

// split gives the root of path, "" where it is relative, and the names after it.
// Unlike filepath.Clean it keeps every `..`: after a link that leads elsewhere.
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
