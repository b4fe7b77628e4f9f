package prompt

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxStateSize bounds what is read: a state of ours has less than 1 kB.
const maxStateSize = 64 << 10

// tempPattern names the files that become a lock.
const tempPattern = "prompt-*.tmp"

func (p *Prompter) dir() string       { return filepath.Join(p.env.ConfigDir, "telemetry-ls") }
func (p *Prompter) statePath() string { return filepath.Join(p.dir(), "prompt.json") }
func (p *Prompter) lockPath() string  { return filepath.Join(p.dir(), "prompt.lock") }

// readState reads the state at path. A missing one is empty; one that cannot be
// read or understood is empty too, and the error says why.
func readState(path string) (state, error) {
	data, err := smallfile.Read(path, maxStateSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return emptyState(), nil
	case err != nil:
		return emptyState(), &DamagedStateError{Path: path, Cause: hint.WithoutPath(err), Unreadable: true}
	}
	return parseState(path, data)
}

// writeState replaces prompt.json in one step: whoever reads it, and whoever
// comes after a crash, finds the old content or the new one.
func (p *Prompter) writeState(s state) error {
	if err := p.replaceState(s); err != nil {
		return &StoreError{Path: p.statePath(), Cause: hint.WithoutPath(err)}
	}
	return nil
}

func (p *Prompter) replaceState(s state) error {
	data, err := s.encode()
	if err != nil {
		return err
	}
	if flag := access.FlagOf(access.MayReplaceNames(p.dir())); flag != nil {
		return flag // a temporary file would stay for ever
	}
	return atomicfile.Write(p.statePath(), data)
}

// removeStaleTemps removes what writers left behind that were killed. An hour
// spares a writer at work.
func (p *Prompter) removeStaleTemps() {
	entries, err := os.ReadDir(p.dir())
	if err != nil {
		return
	}
	for _, e := range entries {
		lock, _ := filepath.Match(tempPattern, e.Name())
		state, _ := filepath.Match(atomicfile.TempPattern(p.statePath()), e.Name())
		if !lock && !state {
			continue
		}
		if info, err := e.Info(); err == nil && p.now().Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(filepath.Join(p.dir(), e.Name()))
		}
	}
}
