package prompt

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxGoplsSize bounds what is read of gopls' files: both are one short line.
const maxGoplsSize = 4 << 10

// goplsState is what gopls remembers of its own prompt.
type goplsState string

// The states in which the user told gopls something. The others, of which
// pending outlives a gopls that was killed, say nothing.
const (
	goplsUnknown goplsState = ""
	goplsYes     goplsState = "yes"
	goplsNo      goplsState = "no"
)

func (p *Prompter) goplsStatePath() string {
	return filepath.Join(p.env.ConfigDir, "gopls", "prompt", "telemetry")
}

func (p *Prompter) goplsLockPath() string { return p.goplsStatePath() + ".lock" }

// goplsAnswered tells whether the user told gopls yes or no. Where that cannot
// be read, gopls does not ask, and neither do we: it may say no.
func (p *Prompter) goplsAnswered() (Reason, error) {
	path := p.goplsStatePath()
	data, err := smallfile.Read(path, maxGoplsSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return ReasonGoplsUnreadable, fmt.Errorf("reading %s: %w", path, hint.WithoutPath(err))
	}
	switch parseGoplsState(data) {
	case goplsYes, goplsNo:
		return ReasonGoplsAnswered, nil
	}
	return "", nil
}

// parseGoplsState reads 'state attempts creationUnix token', or the first two
// of them, which is all that gopls wrote before v0.17. It scans as gopls does,
// so that a file counts for us if and only if it counts for gopls.
func parseGoplsState(data []byte) goplsState {
	var word string
	var attempts, token int
	var creation int64
	n, _ := fmt.Fscanf(bytes.NewReader(data), "%s %d %d %d", &word, &attempts, &creation, &token)
	if n != 2 && n != 4 {
		return goplsUnknown
	}
	switch s := goplsState(word); s {
	case goplsYes, goplsNo, "-", "pending", "failed":
		return s
	}
	return goplsUnknown
}
