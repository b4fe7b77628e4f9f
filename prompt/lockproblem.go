package prompt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/gofrs/flock"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// LockProblem returns why the file system can't lock the files of the prompt, or nil. It
// locks the file of the state, which is never locked otherwise, and so disturbs no other
// window. Without that file it returns nil: it creates none.
func (p *Prompter) LockProblem() error {
	if p.env.ConfigDir == "" {
		return nil
	}
	path := p.statePath()
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil // there is nothing to lock yet
	}
	lock := flock.New(path, flock.SetFlag(os.O_RDWR))
	defer lock.Close()
	_, err := p.tryLock(lock)
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || fault.Handles(err) {
		return nil // it works, or that is not known
	}
	return fmt.Errorf("locking %s: %w", path, hint.WithoutPath(err))
}
