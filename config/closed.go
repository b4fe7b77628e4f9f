package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// ClosedError means that this user may not use telemetry-ls's own directory or a file
// in it. Usually, an editor that ran as root created it.
type ClosedError struct {
	Path  string
	Owner string // "" if unknown
	Cause error
	// GiveBack is the command that gives it to this user, "" if that is not for this user to
	// do.
	GiveBack string
}

func (e *ClosedError) Error() string {
	whose := ""
	if e.Owner != "" {
		whose = ", owned by " + e.Owner
	}
	return fmt.Sprintf("using %s%s: %v", e.Path, whose, e.Cause)
}

// Unwrap returns the cause.
func (e *ClosedError) Unwrap() error { return e.Cause }

// Hint returns what the user can do about it.
func (e *ClosedError) Hint() string {
	if flag := access.FlagOf(e.Cause); flag != nil {
		return flag.Hint()
	}
	if e.GiveBack != "" {
		return "run: " + e.GiveBack
	}
	return "make " + e.Path + " writable for you, or set HOME (or an absolute XDG_CONFIG_HOME) to a directory that you own"
}

// Closed checks that telemetry-ls can use its own directory in configDir: read its
// files and save the state of the prompt. The error is nil or a *[ClosedError].
func Closed(configDir string) error {
	if configDir == "" {
		return nil
	}
	dir := filepath.Dir(Path(configDir))
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := access.MayReplaceNames(dir); errors.Is(err, fs.ErrPermission) {
		return closed(configDir, dir, err)
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrPermission) {
		return closed(configDir, dir, err)
	}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		if err := access.MayRead(path); errors.Is(err, fs.ErrPermission) {
			return closed(configDir, path, err)
		}
	}
	return nil
}

func closed(configDir, path string, err error) error {
	home, _ := os.UserHomeDir()
	return &ClosedError{
		Path: path, Owner: owner.Of(path), Cause: hint.WithoutPath(err),
		GiveBack: owner.GiveBack([]string{home, configDir}, path),
	}
}
