package prompt

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxStateSize bounds what is read: a state of ours has less than 1 kB.
const maxStateSize = 64 << 10

// tempPattern names the files that become prompt.json.
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

func (p *Prompter) replaceState(s state) (err error) {
	data, err := s.encode()
	if err != nil {
		return err
	}
	if flag := access.FlagOf(access.MayReplaceNames(p.dir())); flag != nil {
		return flag // a temporary file would stay for ever
	}
	f, err := os.CreateTemp(p.dir(), tempPattern) // with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	owner.GiveFile(f, p.statePath())
	if _, err = f.Write(data); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = rename(f.Name(), p.statePath()); err != nil {
		return err
	}
	syncDir(p.dir())
	return nil
}

// rename replaces to by from. On Windows it is refused while another process
// has the old file open, which takes a reader of ours microseconds.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for range 10 {
		if err == nil || runtime.GOOS != "windows" {
			break
		}
		time.Sleep(5 * time.Millisecond)
		err = os.Rename(from, to)
	}
	return err
}

// syncDir makes the rename last through a power cut where folders can be
// synced; elsewhere there is nothing more to do.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// removeStaleTemps removes what writers left behind that were killed. An hour
// spares a writer at work.
func (p *Prompter) removeStaleTemps() {
	entries, err := os.ReadDir(p.dir())
	if err != nil {
		return
	}
	for _, e := range entries {
		if ok, _ := filepath.Match(tempPattern, e.Name()); !ok {
			continue
		}
		if info, err := e.Info(); err == nil && p.now().Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(filepath.Join(p.dir(), e.Name()))
		}
	}
}
