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

// maxGoplsSize limits how much of gopls's files is read. Each is one short line.
const maxGoplsSize = 4 << 10

// goplsState is gopls's record of its own prompt.
type goplsState string

// The states in which the user has answered gopls. The others do not matter. One of
// them, pending, remains after gopls is killed.
const (
	goplsUnknown goplsState = ""
	goplsYes     goplsState = "yes"
	goplsNo      goplsState = "no"
)

func (p *Prompter) goplsStatePath() string {
	return filepath.Join(p.env.ConfigDir, "gopls", "prompt", "telemetry")
}

func (p *Prompter) goplsLockPath() string { return p.goplsStatePath() + ".lock" }

// goplsAnswered returns a reason not to ask if the user answered gopls with yes or
// no. If the record cannot be read, gopls does not ask, and neither do we: the
// answer may be no.
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

// parseGoplsState reads 'state attempts creationUnix token', or only the first two
// fields, as gopls wrote them before v0.17. It scans as gopls does, so a file is
// valid for us if and only if it is valid for gopls.
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
