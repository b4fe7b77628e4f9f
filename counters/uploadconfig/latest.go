package uploadconfig

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// configAge is how old an upload config may be: Go's uploader asks for the latest
// about once a day.
const configAge = 24 * time.Hour

// pinnedAge tells a version that was the latest when it was downloaded from one that
// was asked for by its number: a new version comes every few weeks.
const pinnedAge = 180 * 24 * time.Hour

// Stale reports whether there may be a newer upload config than c at the time now.
func (c *Config) Stale(now time.Time) bool {
	return c.Confirmed.IsZero() || now.Sub(c.Confirmed) > configAge
}

// Label names c for a reader: its version, and its day if that is known.
func (c *Config) Label() string { return Label(c.Version, c.Date) }

// Label names a version of the upload config for a reader.
func Label(version, date string) string {
	if date == "" {
		return version
	}
	return version + " (" + date + ")"
}

// confirmedBy is when the go command downloaded a version, if that was the
// latest then. A later look at the same version leaves no trace in the module cache.
func confirmedBy(date string, files ...string) time.Time {
	var at time.Time
	for _, file := range files {
		if info, err := os.Stat(file); err == nil && (at.IsZero() || info.ModTime().Before(at)) {
			at = info.ModTime()
		}
	}
	published, err := time.Parse(time.DateOnly, date)
	if err == nil && at.Sub(published) > pinnedAge {
		return time.Time{}
	}
	return at
}

// Latest is a note of this project's own: which version of the upload config was the
// latest, and when. The zero value knows nothing.
type Latest struct {
	ModCache string    `json:"modCache"` // of which module cache
	Version  string    `json:"version"`
	At       time.Time `json:"at"`
}

// latestFile is the file of the note in this project's own cache directory.
const latestFile = "upload-config.json"

// ReadLatest reads the note in a directory. A note that cannot be read is empty.
func ReadLatest(dir string) Latest {
	var l Latest
	if dir == "" {
		return l
	}
	data, err := smallfile.Read(filepath.Join(dir, latestFile), 1<<16)
	if err != nil || json.Unmarshal(data, &l) != nil {
		return Latest{}
	}
	return l
}

// Keep writes the note into a directory, and makes the directory if it is missing.
func (l Latest) Keep(dir string) error {
	data, err := plainjson.Marshal(l)
	if err == nil {
		err = owner.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = atomicfile.Write(filepath.Join(dir, latestFile), data)
	}
	if err != nil {
		return fmt.Errorf("noting the latest upload config: %w", err)
	}
	return nil
}

// Confirm gives c the time of the note if that is about c. A note from the future is
// no proof.
func (l Latest) Confirm(c *Config, modCache string, now time.Time) {
	if l.Version == c.Version && sameText(l.ModCache, modCache) && !l.At.After(now) && l.At.After(c.Confirmed) {
		c.Confirmed = l.At
	}
}

// sameText compares texts as they are once they were JSON: what is not UTF-8 is lost.
func sameText(a, b string) bool { return string([]rune(a)) == string([]rune(b)) }
