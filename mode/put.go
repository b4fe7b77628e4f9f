package mode

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/fault"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// errChosenMeanwhile means that a mode file appeared before an exclusive write.
var errChosenMeanwhile = errors.New("a mode was chosen meanwhile")

// put writes data to the file at path, which may be a symbolic link. With exclusive,
// it returns errChosenMeanwhile if the file exists.
func put(path string, data []byte, exclusive bool) error {
	if err := ensureDir(filepath.Dir(path)); err != nil {
		return advise("writing", path, path, err)
	}
	to, err := target(path)
	if err == nil {
		err = putTarget(to, data, exclusive)
	}
	if err == nil || errors.Is(err, errChosenMeanwhile) {
		return err
	}
	return advise("writing", path, to, err)
}

// putTarget replaces the file at path, which is not a link, in one step. If that is
// impossible, it writes in place, as the go command does.
func putTarget(path string, data []byte, exclusive bool) error {
	removeStale(path)
	var err error
	for range attempts {
		var old fs.FileInfo
		if old, err = lookBefore(path, exclusive); err != nil {
			return err
		}
		err = replacement{path, data, old, exclusive}.do()
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
		// Another process removed the temporary file, for example in another
		// container, where our process doesn't exist. Or it removed the directory;
		// then the next attempt fails with that error.
	}
	if cause, ok := errors.AsType[*refusal](err); ok {
		return writeInPlace(path, data, exclusive, cause.error)
	}
	return err
}

// lookBefore describes the file at path, or returns nil if there is none. It
// refuses devices and directories.
func lookBefore(path string, exclusive bool) (fs.FileInfo, error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil //nolint:nilnil // no file is no error
	case err != nil:
		return nil, err
	case exclusive:
		return nil, errChosenMeanwhile
	case !info.Mode().IsRegular():
		return nil, smallfile.ErrNotRegular
	}
	return info, nil
}

// ensureDir makes dir and its parents, as the go command does.
func ensureDir(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	var parents []string
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil || at == filepath.Dir(at) {
			break
		}
		parents = append(parents, filepath.Dir(at))
	}
	if err := owner.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, parent := range parents {
		if err := syncDir(parent); err != nil {
			return err
		}
	}
	return nil
}

// advise returns err with the path that failed and a hint. The file at path is, or
// links to, the file at to.
func advise(doing, path, to string, err error) error {
	name, at := path, path
	if to != path {
		name = fmt.Sprintf("%s, a link to %s", path, to)
		at = to
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok && p.Op == "mkdir" {
		name, at = p.Path, p.Path
		doing = "making the directory"
	}
	err = access.Explain(err, at, filepath.Dir(at))
	return hint.New(fmt.Errorf("%s %s: %w", doing, name, hint.WithoutPath(err)), hintFor(at, to != path, err))
}

func hintFor(at string, linked bool, err error) string {
	switch {
	case access.FlagOf(err) != nil:
		return access.FlagOf(err).Hint()
	case fault.Handles(err):
		return "close programs that hold many files open, or raise the limit (ulimit -n), and try again"
	case fullDisk(err):
		return "free some space on the disk of " + filepath.Dir(at) + "; the mode has not changed"
	case linked && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)):
		return "change it where you manage it (home-manager, Nix, a dotfiles repository), or replace the link with a regular file"
	case errors.Is(err, syscall.EROFS):
		return "mount the read-only file system for writing, or change the mode where you manage it"
	case errors.Is(err, fs.ErrPermission):
		if dir := existing(filepath.Dir(at)); dir != filepath.Dir(at) {
			return "check who owns " + dir + ", and whether HOME (or XDG_CONFIG_HOME) is right"
		}
		return "check who owns " + at + " and its directory, and make one of them writable for you"
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return "move away the file that is in place of a directory"
	case errors.Is(err, smallfile.ErrNotRegular) && linked:
		return "remove the link at the mode file, which doesn't lead to a regular file"
	case errors.Is(err, smallfile.ErrNotRegular):
		return "move away " + at + ", which is not a regular file"
	case linked:
		return "remove the link at the mode file, or make the directory that it leads to"
	case errors.Is(err, syscall.ELOOP):
		return "remove the symbolic link that points to itself"
	case errors.Is(err, fs.ErrNotExist):
		return "remove the link on the way to " + at + " that leads nowhere"
	}
	return "check " + at
}

// existing returns dir, or the nearest directory above it that exists and can be reached.
func existing(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() || filepath.Dir(dir) == dir {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}
