package counttest

import (
	"encoding/binary"
	"encoding/json"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Day parses a date such as 2026-11-22.
func Day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

// Put writes a file in dir, and creates the directories above it.
func Put(t testing.TB, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// Noon is the current time in the tests.
var Noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// AsJSON returns v after a round trip through JSON, which is what clients see.
func AsJSON(t *testing.T, v any) any {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// ParseJSON returns the value of a JSON text.
func ParseJSON(t *testing.T, text string) any {
	t.Helper()
	var out any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Poke changes the content of a file but not its modification time, like a write through
// a mapping.
func Poke(t *testing.T, path string, change func(data []byte)) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	change(data)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
}

func Remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
}

var Sample = CounterFile{
	Begin: "2026-11-22", End: "2026-11-29",
	Counts: []Count{{"go/invocations", 3}, {"go/subcommand:build", 2}, {"go/subcommand:test", math.MaxUint64}},
}

// Dates before today. The real library writes files for today too, so the tests can't
// use a fixed date.
type Days struct{ Today time.Time }

func (d Days) Ago(n int) string { return d.Today.AddDate(0, 0, -n).Format(time.DateOnly) }

func Tree(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && path != dir {
			name, _ := filepath.Rel(dir, path)
			files = append(files, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// HeaderLen is the length of the header of sample.
var HeaderLen = int(binary.NativeEndian.Uint32(Sample.Bytes()[len(Magic):]))

// FirstRecord is the offset of the first record of sample.
var FirstRecord = RoundUp(HeaderLen+TableBytes, RecordUnit)

// UserDir returns an environment with a new HOME, and the telemetry directory in it.
func UserDir(tb testing.TB) (dir string, env []string) {
	tb.Helper()
	home := tb.TempDir()
	dir = filepath.Join(home, ".config", "go", "telemetry")
	env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, ".config"), "AppData="+filepath.Join(home, ".config"), "CI=", "GORACE=atexit_sleep_ms=0")
	return dir, env
}
