package uploadconfig

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func TestStale(t *testing.T) {
	now := time.Now()
	for name, test := range map[string]struct {
		downloaded time.Duration // how long ago
		published  string        // "" if unknown
		note       *Latest
		want       bool
	}{
		"just downloaded":           {time.Minute, "a month before", nil, false},
		"long ago":                  {25 * time.Hour, "a month before", nil, true},
		"without a day":             {time.Minute, "", nil, false},
		"an old version, just now":  {time.Minute, "2020-01-01", nil, true},
		"confirmed since":           {90 * time.Hour, "2020-01-01", &Latest{Version: "v0.1.0", At: now.Add(-time.Hour)}, false},
		"confirmed too long ago":    {90 * time.Hour, "", &Latest{Version: "v0.1.0", At: now.Add(-25 * time.Hour)}, true},
		"another was confirmed":     {90 * time.Hour, "", &Latest{Version: "v0.2.0", At: now}, true},
		"confirmed in the future":   {90 * time.Hour, "", &Latest{Version: "v0.1.0", At: now.Add(time.Hour)}, true},
		"of another module cache":   {90 * time.Hour, "", &Latest{Version: "v0.1.0", At: now, ModCache: "/other"}, true},
		"the note is older than it": {time.Minute, "", &Latest{Version: "v0.1.0", At: now.Add(-25 * time.Hour)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			cache, notes := t.TempDir(), filepath.Join(t.TempDir(), "notes")
			published := now.Add(-test.downloaded).AddDate(0, -1, 0)
			if test.published == "2020-01-01" {
				published = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
			}
			counttest.Put(t, cache, Module+"@v0.1.0/config.json", counttest.OwnConfig(t))
			if test.published != "" {
				counttest.Put(t, cache, "cache/download/"+Module+"/@v/v0.1.0.info", []byte(`{"Version":"v0.1.0","Time":"`+published.UTC().Format(time.RFC3339)+`"}`))
			}
			files, err := filepath.Glob(filepath.Join(cache, "cache", "download", "golang.org", "x", "telemetry", "config", "@v", "*"))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range append(files, filepath.Join(cache, filepath.FromSlash(Module)+"@v0.1.0", "config.json")) {
				at := now.Add(-test.downloaded)
				if err := os.Chtimes(file, at, at); err != nil {
					t.Fatal(err)
				}
			}
			if test.note != nil {
				if test.note.ModCache == "" {
					test.note.ModCache = cache
				}
				if err := test.note.Keep(notes); err != nil {
					t.Fatal(err)
				}
			}
			c, err := Cached(cache)
			if err != nil {
				t.Fatal(err)
			}
			ReadLatest(notes).Confirm(c, cache, now)
			if got := c.Stale(now); got != test.want {
				t.Errorf("stale: %v, want %v (confirmed %v)", got, test.want, c.Confirmed)
			}
		})
	}
}

// TestUnreadableNote checks that an unreadable record counts as none.
func TestUnreadableNote(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"", "{", "[]", `{"at":"yesterday"}`, `{"version":3}`} {
		counttest.Put(t, dir, latestFile, []byte(text))
		if got := ReadLatest(dir); got != (Latest{}) {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if got := ReadLatest(filepath.Join(dir, "nowhere")); got != (Latest{}) {
		t.Errorf("without a file: %+v", got)
	}
	if err := (Latest{}).Keep(filepath.Join(dir, latestFile, "below")); err == nil {
		t.Error("the record was written below a file")
	}
}
