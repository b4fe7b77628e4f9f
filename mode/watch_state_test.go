package mode

import (
	"context"
	"testing"
)

// TestWatcherState checks that OnChange and State always have the same state, and
// never that of a file that is still being written.
func TestWatcherState(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "off 2026-01-01")
	var reported, given []string
	var w *Watcher
	w = newWatcher(d, WatchOptions{OnChange: func(s State) {
		reported, given = append(reported, rawOf(s)), append(given, rawOf(w.State()))
	}}, patience)
	w.begin() // without its loop, whose part the test takes
	defer w.listener.close()
	for _, raw := range []string{"", "on 2026-01-01", "", "local 2026-01-02"} {
		before := rawOf(w.State())
		writeFile(t, d.ModeFile(), raw)
		if got := rawOf(w.State()); got != before {
			t.Errorf("state %q before a look, want %q", got, before)
		}
		w.check()
		want := raw
		if raw == "" {
			want = before
		}
		if got := rawOf(w.State()); got != want {
			t.Errorf("state %q after a look at %q, want %q", got, raw, want)
		}
	}
	if len(reported) != 2 || reported[0] != given[0] || reported[1] != given[1] {
		t.Errorf("reported %q while the state was %q", reported, given)
	}
}

// TestWatcherLook checks that Look immediately finds a change that neither an event
// nor the poll reported.
func TestWatcherLook(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "off 2026-01-01")
	looks := make(chan string, 8)
	var w *Watcher
	w = newWatcher(d, WatchOptions{OnLook: func() { looks <- rawOf(w.State()) }}, patience)
	w.begin()
	w.listener.dropAll()
	writeFile(t, d.ModeFile(), "on 2026-01-01")
	for range 3 { // three requests at once are one
		w.Look()
	}
	ctx, cancel := context.WithCancel(t.Context())
	w.cancel = cancel
	go w.run(ctx)
	defer w.Close()
	if got := <-looks; got != "on 2026-01-01" {
		t.Errorf("state %q at the end of the look, want the new one", got)
	}
}
