package prompt

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// lockAge is the age at which gopls believes its lock abandoned, and we a lock
// whose process we cannot look for.
const lockAge = 24 * time.Hour

// lockState is whose a lock file is.
type lockState int

const (
	lockFree    lockState = iota // not there, or out of reach
	lockStale                    // a day old, or of a process of ours that has ended
	lockForeign                  // fresh, and not ours
	lockOurs                     // fresh, and of a process of ours that runs
)

// lockFile is a file that is there for as long as a process holds it. Gopls has
// one; we have another where the system has no locks.
type lockFile struct {
	p    *Prompter
	path string
}

// inspect looks at the lock. The info is that of the lock seen.
func (l lockFile) inspect() (lockState, fs.FileInfo) {
	info, err := os.Stat(l.path)
	if err != nil {
		return lockFree, nil
	}
	// A lock from far in the future is as little to be believed as an old one.
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
		return lockOurs, info // whether it runs, only that machine can tell
	case h.pid == l.p.env.PID:
		// One that this process holds, or that an earlier one left that had our
		// number, as is common in containers.
		if l.p.holds(string(data)) {
			return lockOurs, info
		}
		return lockStale, info
	case l.p.env.Alive(h.pid):
		return lockOurs, info
	}
	return lockStale, info
}

// take makes the lock file. It gives its content, or who holds it; the error is why
// it cannot be made.
func (l lockFile) take() (content string, held lockState, err error) {
	switch state, seen := l.inspect(); state {
	case lockForeign, lockOurs:
		return "", state, nil
	case lockStale:
		// Others too remove stale locks, and may have put a new one there.
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

// release removes the lock if it still holds content. After a day another may have
// replaced it by its own.
func (l lockFile) release(content string) {
	if content == "" {
		return
	}
	l.p.letGo(content)
	if data, err := smallfile.Read(l.path, maxGoplsSize); err == nil && string(data) == content {
		_ = os.Remove(l.path)
	}
}

// create makes the lock file, which must not exist. A link to a finished file puts
// name and content there in one step: nobody sees an empty lock, which would pass
// for one of gopls, and no kill leaves one behind for a day. Where links are not to
// be had the file is created first and then written.
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

// createExclusive writes a file that must not exist; a failed write leaves none.
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
