package server

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/process"
	"github.com/telemetry-ls/telemetry-ls/internal/program"
)

// pageFiles writes pages to files, for editors that can't request their text.
type pageFiles struct {
	makeDir func() (string, error) // called before the first write

	mu    sync.Mutex // guards what follows
	dir   string     // "" before the first write
	ended bool       // no more files may be written
}

// errEnded is the error of a page that was requested too late.
var errEnded = errors.New("writing a page: the server was shut down")

// write writes a page to a read-only file that only the user can read.
func (f *pageFiles) write(name, text string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return "", errEnded
	}
	if f.dir == "" {
		dir, err := f.makeDir()
		if err != nil {
			return "", noFile("making a directory for pages", err)
		}
		f.dir = dir
	}
	path := filepath.Join(f.dir, name+".md")
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return "", noFile("replacing a page", err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return "", noFile("writing a page", err)
	}
	owner.Give(path)
	return path, nil
}

// noFile returns the error of a page that could not be written. It doesn't name the
// path, because variables that a repository can set move the cache directory.
func noFile(doing string, err error) error {
	return hint.New(fmt.Errorf("%s in the cache directory: %w", doing, hint.WithoutPath(err)),
		"check the permissions and the free space of your cache directory (XDG_CACHE_HOME or ~/.cache on Linux)")
}

// dirPrefix begins the names of page directories; the process number follows. The
// prefix must not change: Emacs configurations recognize pages by it.
const dirPrefix = "documents-"

// makePageDir creates this process's directory for pages. Without a cache directory,
// it creates one in the temporary directory that all users share, and changes nothing
// else there.
func makePageDir(cacheDir string, outside program.Search) (string, error) {
	if cacheDir == "" {
		return outside.MkdirTemp(Name + "-" + dirPrefix + "*")
	}
	parent := filepath.Join(cacheDir, Name)
	if err := owner.MkdirAll(parent, 0o700); err != nil {
		return "", err
	}
	removeAbandonedDirs(parent)
	dir, err := os.MkdirTemp(parent, dirPrefix+process.Own().With("*"))
	if err == nil {
		owner.Give(dir)
	}
	return dir, err
}

// elsewhereAfter is the age at which the directory of a server on another machine
// counts as abandoned: this machine can't tell whether that server runs.
const elsewhereAfter = 30 * 24 * time.Hour

// removeAbandonedDirs removes the directories of servers that were killed. Machines can
// share a home directory, so for another machine's directories only the age counts.
func removeAbandonedDirs(parent string) {
	dirs, err := filepath.Glob(filepath.Join(parent, dirPrefix+"*-*"))
	if err != nil {
		return
	}
	for _, dir := range dirs {
		mark, ok := process.ReadMark(strings.TrimPrefix(filepath.Base(dir), dirPrefix))
		info, err := os.Stat(dir)
		old := err == nil && time.Since(info.ModTime()) > elsewhereAfter
		if ok && (mark.Ended() || mark.Elsewhere() && old) {
			_ = os.RemoveAll(dir)
		}
	}
}

// remove removes the files of this process and allows no new ones.
func (f *pageFiles) remove() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = true
	if f.dir != "" {
		_ = os.RemoveAll(f.dir)
	}
}
