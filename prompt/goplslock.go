package prompt

import (
	"os"
	"path/filepath"
)

// goplsLock is the lock that keeps gopls from asking.
func (p *Prompter) goplsLock() lockFile { return lockFile{p, p.goplsLockPath()} }

// takeGoplsLock takes gopls' lock, where gopls has a folder to keep it in. It
// returns what the lock holds, empty where there is none to take, or the reason
// why it is not to be had. The caller holds the lock among our windows.
func (p *Prompter) takeGoplsLock() (content string, r Reason) {
	if info, err := os.Stat(filepath.Dir(p.goplsLockPath())); err != nil || !info.IsDir() {
		return "", ""
	}
	content, held, err := p.goplsLock().take()
	switch {
	case err != nil:
		return "", "" // gopls cannot create it either, and does not ask then
	case held == lockOurs:
		return "", ReasonOtherWindow
	case held == lockForeign:
		return "", ReasonGoplsAsking
	}
	return content, ""
}
