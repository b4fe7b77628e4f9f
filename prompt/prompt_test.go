package prompt

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// world is the environment of a test: a separate directory, and a clock that only
// the test moves. The clock starts at the real time, because the tests compare it
// with the modification times of lock files.
type world struct {
	t    *testing.T
	dir  string
	now  time.Time
	vars map[string]string
	pid  int
	live map[int]bool
}

func newWorld(t *testing.T) *world {
	return &world{
		t:    t,
		dir:  t.TempDir(),
		now:  time.Now().UTC().Truncate(time.Second),
		vars: map[string]string{},
		pid:  100,
		live: map[int]bool{100: true},
	}
}

func (w *world) prompter() *Prompter {
	return New(Env{
		ConfigDir: w.dir,
		Getenv:    func(k string) string { return w.vars[k] },
		Now:       func() time.Time { return w.now },
		PID:       w.pid,
		Alive:     func(pid int) bool { return w.live[pid] },
	})
}

func (w *world) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

func (w *world) write(name, content string) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(w.path(name)), 0o700); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(w.path(name), []byte(content), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) rename(from, to string) {
	w.t.Helper()
	if err := os.Rename(w.path(from), w.path(to)); err != nil {
		w.t.Fatal(err)
	}
}

// read returns a file's content, or "(none)" if the file does not exist.
func (w *world) read(name string) string {
	w.t.Helper()
	data, err := os.ReadFile(w.path(name))
	if os.IsNotExist(err) {
		return "(none)"
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return string(data)
}

// touch sets a file's modification time relative to the world's clock.
func (w *world) touch(name string, ago time.Duration) {
	w.t.Helper()
	at := w.now.Add(-ago)
	if err := os.Chtimes(w.path(name), at, at); err != nil {
		w.t.Fatal(err)
	}
}

// begin calls Begin and requires an attempt.
func (w *world) begin() *Attempt {
	w.t.Helper()
	a, d, err := w.prompter().Begin(asking)
	if a == nil {
		w.t.Fatalf("Begin: not asked: %+v, %v", d, err)
	}
	w.t.Cleanup(a.Release)
	return a
}

// refused checks that Begin and Decide both refuse to ask, for the reason want.
func (w *world) refused(want Reason) Decision {
	w.t.Helper()
	a, d, err := w.prompter().Begin(asking)
	if a != nil {
		a.Release()
	}
	if a != nil || err != nil || d.Reason != want || d.Ask {
		w.t.Fatalf("Begin = attempt %t, %+v, %v; want reason %q", a != nil, d, err, want)
	}
	return d
}

const (
	stateFile = "telemetry-ls/prompt.json"
	goplsFile = "gopls/prompt/telemetry"
	goplsLock = "gopls/prompt/telemetry.lock"
)

// asking are facts that allow the question, so that only the stored state matters.
var asking = Facts{Writable: true, Supported: true, Ask: true, Go: true}
