package prompt

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// lockAge is the age at which gopls considers its lock abandoned. We do the same
// with a lock whose process we cannot look up.
const lockAge = 24 * time.Hour

// lockState says who holds a lock file.
type lockState int

const (
	lockFree    lockState = iota // missing or inaccessible
	lockStale                    // a day old, or left by a process of ours that has ended
	lockForeign                  // fresh, and not ours
	lockOurs                     // fresh, and held by a running process of ours
)

// lockFile is a file that exists while a process holds it. Gopls has one. We have
// another for systems without file locks.
type lockFile struct {
	p    *Prompter
	path string
}

// inspect returns the state of the lock and the file information it is based on.
func (l lockFile) inspect() (lockState, fs.FileInfo) {
	info, err := os.Stat(l.path)
	if err != nil {
		return lockFree, nil
	}
	// A lock dated far in the future counts as abandoned, like an old one.
	if l.p.env.Now().Sub(info.ModTime()).Abs() >= lockAge {
		return lockStale, info
	}
	data, err := smallfile.Read(l.path, maxGoplsSize)
	if err != nil {
		return lockForeign, info
	}
	h, ok := parseLock(data)
	switch {
	case !ok:
		return lockForeign, info
	case h.host != "" && h.host != l.p.env.Host:
		return lockOurs, info // only that machine knows whether it is running
	case h.pid == l.p.env.PID:
		// Either this process holds it, or an earlier process with the same ID left
		// it, as is common in containers.
		if l.p.holds(string(data)) {
			return lockOurs, info
		}
		return lockStale, info
	case l.p.env.Alive(h.pid):
		return lockOurs, info
	}
	return lockStale, info
}

// take creates the lock file. It returns its content, or who holds it. The error
// says why the file cannot be created.
func (l lockFile) take() (content string, held lockState, err error) {
	switch state, seen := l.inspect(); state {
	case lockForeign, lockOurs:
		return "", state, nil
	case lockStale:
		// Another process may have removed the stale lock and created a new one.
		if now, err := os.Stat(l.path); err == nil && !os.SameFile(seen, now) {
			return "", lockForeign, nil
		}
		if err := os.Remove(l.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", lockForeign, nil
		}
	}
	content = lockContent(holder{l.p.env.PID, l.p.env.Host})
	l.p.hold(content)
	err = l.create(content)
	if err == nil {
		return content, lockFree, nil
	}
	l.p.letGo(content)
	if errors.Is(err, fs.ErrExist) {
		return "", lockForeign, nil
	}
	return "", lockFree, err
}

// release removes the lock if it still holds content. After a day, another process
// may have replaced it with its lock.
func (l lockFile) release(content string) {
	if content == "" {
		return
	}
	l.p.letGo(content)
	if data, err := smallfile.Read(l.path, maxGoplsSize); err == nil && string(data) == content {
		_ = os.Remove(l.path)
	}
}

// create creates the lock file, which must not exist. Linking to a finished file
// sets its name and content in one step. So no process sees an empty lock, which
// would look like gopls's lock, and no kill leaves one behind for a day. If the file
// system has no links, create creates the file first and then writes it.
func (l lockFile) create(content string) error {
	f, err := os.CreateTemp(l.p.dir(), tempPattern)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	owner.GiveFile(f, l.path)
	_, err = f.WriteString(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), l.path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return createExclusive(l.path, content)
}

// createExclusive writes a file that must not exist. If the write fails, it removes
// the file.
func createExclusive(path, content string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	owner.GiveFile(f, path)
	_, err = f.WriteString(content)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path)
	}
	return err
}
