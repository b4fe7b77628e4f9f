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

// Day is the time of a day such as 2026-11-22.
func Day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

// Put writes a file in dir, with the directories above it.
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

// Noon is when the tests take place.
var Noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// AsJSON is how others see it.
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

// ParseJSON is what a JSON text means.
func ParseJSON(t *testing.T, text string) any {
	t.Helper()
	var out any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Poke changes a byte of a file without a trace, as a write through a mapping does.
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

// Days back from today. The real library writes the file of today, too, so that
// the tests cannot take place on any other day.
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

// FirstRecord is where the records of sample begin.
var FirstRecord = RoundUp(HeaderLen+TableBytes, RecordUnit)

// UserDir gives a HOME and the telemetry directory in it.
func UserDir(tb testing.TB) (dir string, env []string) {
	tb.Helper()
	home := tb.TempDir()
	dir = filepath.Join(home, ".config", "go", "telemetry")
	env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, ".config"), "AppData="+filepath.Join(home, ".config"), "CI=", "GORACE=atexit_sleep_ms=0")
	return dir, env
}
