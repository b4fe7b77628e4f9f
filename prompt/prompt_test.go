package prompt

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// world is an environment of a test: a folder of its own, and a clock that
// moves when told. The clock starts at the real time, for the modification
// times of lock files.
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

// read gives a file's content, and "(none)" for one that is not there.
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

// touch dates a file relative to the world's clock.
func (w *world) touch(name string, ago time.Duration) {
	w.t.Helper()
	at := w.now.Add(-ago)
	if err := os.Chtimes(w.path(name), at, at); err != nil {
		w.t.Fatal(err)
	}
}

// begin wants an attempt.
func (w *world) begin() *Attempt {
	w.t.Helper()
	a, d, err := w.prompter().Begin(asking)
	if a == nil {
		w.t.Fatalf("Begin: not asked: %+v, %v", d, err)
	}
	w.t.Cleanup(a.Release)
	return a
}

// refused wants no attempt, for the reason, and agreement of Decide.
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

// asking are facts under which only what is remembered matters.
var asking = Facts{Writable: true, Supported: true, Ask: true}
