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

// configAge is the age at which an upload config is stale: Go's uploader asks for the
// latest version about once a day.
const configAge = 24 * time.Hour

// pinnedAge distinguishes the latest version from one that someone downloaded by its
// number. A version published longer ago than this was probably not the latest when it
// was downloaded, since a new version comes out every few weeks.
const pinnedAge = 180 * 24 * time.Hour

// Stale reports whether an upload config newer than c may exist at the time now.
func (c *Config) Stale(now time.Time) bool {
	return c.Confirmed.IsZero() || now.Sub(c.Confirmed) > configAge
}

// Label returns the version of c, and its date if that is known.
func (c *Config) Label() string { return Label(c.Version, c.Date) }

// Label formats a version of the upload config and its date, which may be "".
func Label(version, date string) string {
	if date == "" {
		return version
	}
	return version + " (" + date + ")"
}

// confirmedBy returns when the go command downloaded a version, if that version was
// probably the latest then. If the go command later finds that it still is, that leaves
// no trace in the module cache.
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

// Latest records which version of the upload config was the latest, and when. The zero
// value is an empty record.
type Latest struct {
	ModCache string    `json:"modCache"` // the module cache with that version
	Version  string    `json:"version"`
	At       time.Time `json:"at"`
}

// latestFile is the name of the record in the cache directory of telemetry-ls.
const latestFile = "upload-config.json"

// ReadLatest reads the record in a directory. If it can't be read, the result is empty.
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

// Keep writes the record to a directory, which it creates if necessary.
func (l Latest) Keep(dir string) error {
	data, err := plainjson.Marshal(l)
	if err == nil {
		err = owner.MkdirAll(dir, 0o700)
	}
	if err == nil {
		err = atomicfile.Write(filepath.Join(dir, latestFile), data)
	}
	if err != nil {
		return fmt.Errorf("recording the latest upload config: %w", err)
	}
	return nil
}

// Confirm sets c.Confirmed from the record if the record is about c. It ignores a record
// from the future.
func (l Latest) Confirm(c *Config, modCache string, now time.Time) {
	if l.Version == c.Version && sameText(l.ModCache, modCache) && !l.At.After(now) && l.At.After(c.Confirmed) {
		c.Confirmed = l.At
	}
}

// sameText compares texts as JSON stores them: invalid UTF-8 is replaced.
func sameText(a, b string) bool { return string([]rune(a)) == string([]rune(b)) }
