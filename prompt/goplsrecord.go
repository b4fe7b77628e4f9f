package prompt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// GoplsRecord says in words what gopls recorded about its own question.
func GoplsRecord(configDir string, now time.Time) (string, error) {
	if configDir == "" {
		return "gopls has no record: your configuration directory is unknown", nil
	}
	p := &Prompter{env: Env{ConfigDir: configDir}}
	data, err := smallfile.Read(p.goplsStatePath(), maxGoplsSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "gopls has no record of asking you about telemetry", nil
	case err != nil:
		return "", fmt.Errorf("reading %s: %w", p.goplsStatePath(), hint.WithoutPath(err))
	}
	asking := false
	if info, err := os.Lstat(p.goplsLockPath()); err == nil {
		asking = now.Sub(info.ModTime()).Abs() < lockAge
	}
	switch parseGoplsState(data) {
	case goplsYes:
		return "you answered gopls's own question with yes", nil
	case goplsNo:
		return "you answered gopls's own question with no, so neither gopls nor telemetry-ls asks", nil
	case "pending":
		if asking {
			return "gopls is asking you about telemetry now", nil
		}
		return "gopls began to ask you about telemetry, and ended without an answer", nil
	case "failed":
		return "gopls asked you about telemetry, and got no answer", nil
	case "-":
		return "gopls hasn't asked you about telemetry; it asks a small part of all users", nil
	}
	return "gopls's record of its question can't be understood, so gopls ignores it", nil
}
