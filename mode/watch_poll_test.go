package mode

import (
	"context"
	"testing"
	"time"
)

func TestWatchPolls(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "off 2026-01-01")
	h := hearPolling(t, d, 5*time.Millisecond, tornTotal)
	for range 3 {
		h.awaits(t, h.ticks, "tick")
	}
	set(t, d, On)
	h.settles(t, "on 2026-11-22")
}

func TestWatchWithoutDirectory(t *testing.T) {
	t.Parallel()
	h := hearPolling(t, "", 5*time.Millisecond, tornTotal)
	h.awaits(t, h.ticks, "tick")
	if !h.Delivering() {
		t.Error("not delivering, although there is nothing to miss")
	}
	if len(h.states) > 0 {
		t.Errorf("heard %+v", <-h.states)
	}
}

func TestWatchEnds(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "off 2026-01-01")
	ctx, cancel := context.WithCancel(context.Background())
	w, err := Watch(ctx, d, WatchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	<-w.done
	for range 2 {
		if err := w.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	}
	if _, err := Watch(ctx, d, WatchOptions{}); err == nil {
		t.Error("watching in a context that has ended: got no error")
	}
}

// TestWatchHealsItself checks that if events stop, the poll notices, says so and
// listens again.
func TestWatchHealsItself(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "off 2026-01-01")
	var heard []string
	w := newWatcher(d, WatchOptions{OnChange: func(s State) { heard = append(heard, rawOf(s)) }}, tornTotal)
	w.begin() // without its loop, whose part the test takes
	defer w.listener.close()
	mustDeliver(t, d, w)
	for _, dir := range w.listener.fsw.WatchList() {
		if err := w.listener.fsw.Remove(dir); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, d.ModeFile(), "on 2026-01-01")
	w.tick()
	if w.Delivering() || len(heard) != 1 || heard[0] != "on 2026-01-01" {
		t.Errorf("after a poll: delivering %t, heard %q", w.Delivering(), heard)
	}
	set(t, d, Local)
	for len(heard) < 2 {
		select {
		case e := <-w.listener.events():
			w.event(e)
		case <-time.After(patience):
			t.Fatal("no event after listening again")
		}
	}
	if !w.Delivering() || heard[1] != "local 2026-11-22" {
		t.Errorf("after an event: delivering %t, heard %q", w.Delivering(), heard)
	}
}

func TestPulse(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(time.Duration) pulse{"system": newPulse, "runtime": tickerPulse} {
		p := start(time.Millisecond)
		for range 3 {
			select {
			case <-p.beats:
			case <-time.After(patience):
				t.Fatalf("%s: no beat", name)
			}
		}
		p.stop()
	}
}
