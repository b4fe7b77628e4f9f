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
// The folder of our own configuration cannot hold that: it is the one that is closed.
type ClosedNote struct {
	Path  string `json:"path"`
	Owner string `json:"owner"`
}

const (
	closedNoteFile = "closed-config.json"
	maxClosedNote  = 64 << 10
)

// Note is what there is to remember of e.
func (e *ClosedError) Note() ClosedNote { return ClosedNote{Path: e.Path, Owner: e.Owner} }

// Kept reports whether folder holds this note.
func (n ClosedNote) Kept(folder string) bool {
	data, err := smallfile.Read(filepath.Join(folder, closedNoteFile), maxClosedNote)
	var kept ClosedNote
	return err == nil && json.Unmarshal(data, &kept) == nil && kept == n
}

// Keep keeps the note in folder, which is made where it is missing.
func (n ClosedNote) Keep(folder string) error {
	if err := n.write(folder); err != nil {
		return fmt.Errorf("keeping %s: %w", filepath.Join(folder, closedNoteFile), hint.WithoutPath(err))
	}
	return nil
}

func (n ClosedNote) write(folder string) error {
	data, err := plainjson.Marshal(n)
	if err != nil {
		return err
	}
	if err := owner.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	return atomicfile.Write(filepath.Join(folder, closedNoteFile), data)
}

// ForgetClosed forgets the note in folder: the directory is in order again.
func ForgetClosed(folder string) { _ = os.Remove(filepath.Join(folder, closedNoteFile)) }
