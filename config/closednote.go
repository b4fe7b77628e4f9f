package config

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// ClosedNote remembers across starts which closed directory the user was warned about.
// It can't be in telemetry-ls's own configuration directory, because that one is closed.
type ClosedNote struct {
	Path  string `json:"path"`
	Owner string `json:"owner"`
}

const (
	closedNoteFile = "closed-config.json"
	maxClosedNote  = 64 << 10
)

// Note returns the note to remember for e.
func (e *ClosedError) Note() ClosedNote { return ClosedNote{Path: e.Path, Owner: e.Owner} }

// Kept reports whether the directory dir holds this note.
func (n ClosedNote) Kept(dir string) bool {
	data, err := smallfile.Read(filepath.Join(dir, closedNoteFile), maxClosedNote)
	var kept ClosedNote
	return err == nil && json.Unmarshal(data, &kept) == nil && kept == n
}

// Keep saves the note in the directory dir, and creates dir if necessary.
func (n ClosedNote) Keep(dir string) error {
	if err := n.write(dir); err != nil {
		return fmt.Errorf("saving %s: %w", filepath.Join(dir, closedNoteFile), hint.WithoutPath(err))
	}
	return nil
}

func (n ClosedNote) write(dir string) error {
	data, err := plainjson.Marshal(n)
	if err != nil {
		return err
	}
	if err := owner.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return atomicfile.Write(filepath.Join(dir, closedNoteFile), data)
}

// ForgetClosed removes the note in the directory dir, once the closed directory is
// usable again.
func ForgetClosed(dir string) { _ = os.Remove(filepath.Join(dir, closedNoteFile)) }
