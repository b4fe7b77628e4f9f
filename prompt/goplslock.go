package prompt

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// goplsLockAge is the age at which gopls believes its lock abandoned.
const goplsLockAge = 24 * time.Hour

// lockState is whose gopls' lock is.
type lockState int

const (
	lockFree    lockState = iota // not there, or out of reach for gopls as for us
	lockStale                    // a day old, or of a process of ours that has ended
	lockForeign                  // fresh, and not ours: gopls is asking
	lockOurs                     // fresh, and of a process of ours that runs
)

// inspectGoplsLock looks at gopls' lock. The info is that of the lock seen.
func (p *Prompter) inspectGoplsLock() (lockState, fs.FileInfo) {
	path := p.goplsLockPath()
	info, err := os.Stat(path)
	if err != nil {
		return lockFree, nil
	}
	// A lock from far in the future is as little to be believed as an old one.
	if p.env.Now().Sub(info.ModTime()).Abs() >= goplsLockAge {
		return lockStale, info
	}
	data, err := smallfile.Read(path, maxGoplsSize)
	if err != nil {
		return lockForeign, info
	}
	pid, ok := parseLock(data)
	switch {
	case !ok:
		return lockForeign, info
	case pid == p.env.PID:
		// Whoever gets here holds the lock among our windows or is about to try
		// for it: an earlier process had our number, as is common in containers.
		return lockStale, info
	case p.env.Alive(pid):
		return lockOurs, info
	}
	return lockStale, info
}

// takeGoplsLock takes gopls' lock, where gopls has a folder to keep it in. It
// returns what the lock holds, empty where there is none to take, or the reason
// why it is not to be had. The caller holds the lock among our windows.
func (p *Prompter) takeGoplsLock() (content string, r Reason) {
	if info, err := os.Stat(filepath.Dir(p.goplsLockPath())); err != nil || !info.IsDir() {
		return "", ""
	}
	switch lock, seen := p.inspectGoplsLock(); lock {
	case lockForeign:
		return "", ReasonGoplsAsking
	case lockOurs:
		return "", ReasonOtherWindow
	case lockStale:
		// Gopls too removes stale locks, and may have put a new one there.
		if now, err := os.Stat(p.goplsLockPath()); err == nil && !os.SameFile(seen, now) {
			return "", ReasonGoplsAsking
		}
		if err := os.Remove(p.goplsLockPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", ReasonGoplsAsking
		}
	}
	content = lockContent(p.env.PID)
	err := p.createLock(content)
	if errors.Is(err, fs.ErrExist) {
		return "", ReasonGoplsAsking
	}
	if err != nil {
		// Gopls cannot create it either, and does not ask then.
		return "", ""
	}
	return content, ""
}

// releaseGoplsLock removes the lock if it still holds content. After a day
// gopls may have replaced it by its own.
func (p *Prompter) releaseGoplsLock(content string) {
	if content == "" {
		return
	}
	if data, err := smallfile.Read(p.goplsLockPath(), maxGoplsSize); err == nil && string(data) == content {
		_ = os.Remove(p.goplsLockPath())
	}
}

// createLock makes the lock file, which must not exist. A link to a finished
// file puts name and content there in one step: nobody sees an empty lock, which
// would pass for one of gopls, and no kill leaves one behind for a day. Where
// links are not to be had the file is created first and then written.
func (p *Prompter) createLock(content string) error {
	f, err := os.CreateTemp(p.dir(), tempPattern)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	owner.GiveFile(f, p.goplsLockPath())
	_, err = f.WriteString(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), p.goplsLockPath())
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return createExclusive(p.goplsLockPath(), content)
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
