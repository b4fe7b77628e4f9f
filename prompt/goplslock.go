package prompt

import (
	"os"
	"path/filepath"
)

// goplsLock returns the lock that keeps gopls from asking.
func (p *Prompter) goplsLock() lockFile { return lockFile{p, p.goplsLockPath()} }

// takeGoplsLock takes gopls's lock if gopls has a directory for it. It returns the
// content of the lock, which is empty if there is no lock to take, or the reason why
// it is not available. The caller holds the lock among our windows.
func (p *Prompter) takeGoplsLock() (content string, r Reason) {
	if info, err := os.Stat(filepath.Dir(p.goplsLockPath())); err != nil || !info.IsDir() {
		return "", ""
	}
	content, held, err := p.goplsLock().take()
	switch {
	case err != nil:
		return "", "" // gopls cannot create it either, and so does not ask
	case held == lockOurs:
		return "", ReasonOtherWindow
	case held == lockForeign:
		return "", ReasonGoplsAsking
	}
	return content, ""
}
