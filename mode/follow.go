package mode

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// maxLinks is how many symbolic links Linux follows.
const maxLinks = 40

// Links returns the paths that symbolic links at the mode file lead to, one after the
// other. It returns none if the file is no link. With an error, the links go as far as they
// are known.
func Links(d Dir) ([]string, error) {
	if d == "" {
		return nil, nil
	}
	steps, err := follow(d.ModeFile())
	return steps[1:], err
}

// follow returns path and where the symbolic link at it leads, link by link. The
// last step is not a link, and may not exist. With an error, the steps go as far as
// they are known.
func follow(path string) (steps []string, err error) {
	steps = []string{path}
	for range maxLinks {
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			return steps, nil
		}
		if err != nil {
			return steps, err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return steps, nil
		}
		path, err = followOne(path)
		steps = append(steps, path)
		if err != nil {
			return steps, err
		}
	}
	return steps, syscall.ELOOP
}

// followOne returns the path that the link at path leads to. It resolves the
// directory of that path first, because `..` means the parent of the real directory.
func followOne(path string) (string, error) {
	to, err := os.Readlink(path)
	if err != nil {
		return path, err
	}
	if !filepath.IsAbs(to) {
		to = filepath.Dir(path) + string(filepath.Separator) + to
	}
	dir, name := filepath.Split(to)
	dir, err = filepath.EvalSymlinks(dir)
	if err != nil {
		return filepath.Clean(to), fmt.Errorf("the link leads to %s: %w", filepath.Clean(to), hint.WithoutPath(err))
	}
	return filepath.Join(dir, name), nil
}

// target returns the file to write in order to change the one at path.
func target(path string) (string, error) {
	steps, err := follow(path)
	return steps[len(steps)-1], err
}
