package prompt

import (
	"errors"
	"io/fs"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxStateSize limits how much is read. A state that we write has less than 1 KiB.
const maxStateSize = 64 << 10

// tempPattern matches the temporary files that become a lock.
const tempPattern = "prompt-*.tmp"

func (p *Prompter) dir() string       { return filepath.Join(p.env.ConfigDir, "telemetry-ls") }
func (p *Prompter) statePath() string { return filepath.Join(p.dir(), "prompt.json") }
func (p *Prompter) lockPath() string  { return filepath.Join(p.dir(), "prompt.lock") }

// readState reads the state at path. If the file is missing, the state is empty. If
// the file cannot be read or parsed, the state is empty too, and the error says why.
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

// writeState replaces prompt.json atomically: a reader, even after a crash, finds
// either the old content or the new.
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
		return flag // a temporary file would stay forever
	}
	return atomicfile.Write(p.statePath(), data)
}

// removeStaleTemps removes the temporary files of killed writers.
func (p *Prompter) removeStaleTemps() {
	atomicfile.RemoveStale(p.dir(), p.now(), func(name string) bool {
		lock, _ := filepath.Match(tempPattern, name)
		return lock || atomicfile.IsTemp(p.statePath(), name)
	})
}
