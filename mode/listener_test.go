package mode

import (
	"context"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/telemetry-ls/telemetry-ls/internal/filesystem"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// heard is what a watcher reported.
type heard struct {
	*Watcher
	states chan State
	data   chan struct{}
	ticks  chan struct{}
}

// patience is how long a test waits for something that must happen.
const patience = 20 * time.Second

// hear watches d with events only. An empty file never counts.
func hear(t testing.TB, d Dir) *heard {
	t.Helper()
	h := hearPolling(t, d, time.Hour, patience)
	mustDeliver(t, d, h.Watcher)
	return h
}

// mustDeliver skips a test that needs events, but only if the system cannot deliver
// any.
func mustDeliver(t testing.TB, d Dir, w *Watcher) {
	t.Helper()
	if w.Delivering() {
		return
	}
	if !filesystem.ReportsChanges(string(d)) {
		requires.Skip(t, "events", "the file system of "+string(d)+" reports no changes")
	}
	probe, err := fsnotify.NewWatcher()
	if err != nil {
		requires.Skip(t, "events", "the system has no watcher left: "+err.Error())
	}
	_ = probe.Close()
	t.Fatalf("the file system of %s reports changes, but the watcher does not receive them", d)
}

func hearPolling(t testing.TB, d Dir, poll, settled time.Duration) *heard {
	t.Helper()
	const plenty = 1 << 14
	h := &heard{
		states: make(chan State, plenty),
		data:   make(chan struct{}, plenty),
		ticks:  make(chan struct{}, plenty),
	}
	w, err := watch(context.Background(), d, WatchOptions{
		OnChange: func(s State) { h.states <- s },
		OnData:   func() { h.data <- struct{}{} },
		OnTick: func() {
			select {
			case h.ticks <- struct{}{}:
			default:
			}
		},
		Poll: poll,
		Log:  t.Logf,
	}, settled)
	if err != nil {
		t.Fatal(err)
	}
	h.Watcher = w
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Errorf("closing the watcher: %v", err)
		}
	})
	return h
}

// next waits for the next state and checks that its bytes are raw. "(none)" means no
// mode file.
func (h *heard) next(t testing.TB, raw string) {
	t.Helper()
	select {
	case s := <-h.states:
		if got := rawOf(s); got != raw {
			t.Fatalf("heard %q, want %q", got, raw)
		}
	case <-time.After(patience):
		t.Fatalf("nothing heard, want %q", raw)
	}
}

// settles waits until the state is raw, and ignores the states before it.
func (h *heard) settles(t testing.TB, raw string) {
	t.Helper()
	deadline := time.After(patience)
	last := "nothing"
	for last != raw {
		select {
		case s := <-h.states:
			last = rawOf(s)
		case <-deadline:
			t.Fatalf("heard %q at last, want %q", last, raw)
		}
	}
}

func (h *heard) awaits(t testing.TB, what <-chan struct{}, name string) {
	t.Helper()
	select {
	case <-what:
	case <-time.After(patience):
		t.Fatalf("no %s heard", name)
	}
}

func rawOf(s State) string {
	if !s.Chosen {
		return "(none)"
	}
	return string(s.Raw)
}
