package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// Announce claims the right to show an announcement, and reports whether no server has
// shown it before. topic names what it is about; of each topic only the last content is
// remembered. Of several servers that ask at once, one gets true.
func Announce(configDir, topic, content string) (first bool, err error) {
	if configDir == "" {
		return true, nil
	}
	dir := filepath.Dir(Path(configDir))
	note := filepath.Join(dir, topic+"-"+content+announced)
	if err := claim(note); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return false, nil
		}
		return true, fmt.Errorf("noting an announcement in %s: %w", dir, hint.WithoutPath(err))
	}
	forgetOthers(dir, topic, note)
	return true, nil
}

// announced is the end of the names of these notes.
const announced = ".announced"

// claim creates a file that must not exist.
func claim(path string) error {
	if err := owner.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	owner.Give(path)
	return f.Close()
}

// forgetOthers removes the notes of a topic except one.
func forgetOthers(dir, topic, note string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if path != note && strings.HasPrefix(e.Name(), topic+"-") && strings.HasSuffix(e.Name(), announced) {
			_ = os.Remove(path)
		}
	}
}
