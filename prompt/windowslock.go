package prompt

import (
	"errors"
	"io/fs"
	"os"

	"github.com/gofrs/flock"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// locks are the locks that are held while a question is open.
type locks struct {
	p *Prompter
	// windows is the lock among our windows. The operating system releases it when
	// its process ends, for whatever reason.
	windows *flock.Flock
	// instead is the content of the lock file that replaces it if the file system
	// has no locks, as some network disks do not. It is empty otherwise.
	instead string
	gopls   string // content of gopls's lock, empty if it is not held
}

// insteadLock returns the lock file that replaces the lock among our windows.
func (p *Prompter) insteadLock() lockFile { return lockFile{p, p.lockPath() + ".held"} }

// lockWindows takes the lock among our processes and makes its directory.
func (p *Prompter) lockWindows() (*locks, Reason, error) {
	unwritable := func(err error) (*locks, Reason, error) {
		return nil, ReasonUnwritable, &StoreError{Path: p.statePath(), Cause: hint.WithoutPath(err)}
	}
	if err := owner.MkdirAll(p.dir(), 0o700); err != nil {
		return unwritable(err)
	}
	lock := flock.New(p.lockPath(), flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
	ok, err := p.tryLock(lock)
	var opening *fs.PathError
	switch {
	case err == nil && !ok:
		return nil, ReasonOtherWindow, nil
	case err == nil:
		owner.Give(p.lockPath())
		return &locks{p: p, windows: lock}, "", nil
	case errors.As(err, &opening):
		return unwritable(err)
	}
	_ = lock.Close()
	owner.Give(p.lockPath())
	content, held, err := p.insteadLock().take()
	switch {
	case err != nil:
		return unwritable(err)
	case held != lockFree:
		return nil, ReasonOtherWindow, nil
	}
	return &locks{p: p, instead: content}, "", nil
}

func (l *locks) takeGopls() (r Reason) {
	l.gopls, r = l.p.takeGoplsLock()
	return r
}

// release releases all locks, gopls's lock first: no other window touches gopls's
// lock while ours is held.
func (l *locks) release() {
	l.p.goplsLock().release(l.gopls)
	l.gopls = ""
	if l.windows != nil {
		_ = l.windows.Close() // the operating system releases it when the process ends, if not before
	}
	l.p.insteadLock().release(l.instead)
	l.instead = ""
}
