package prompt

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

const insteadLock = "telemetry-ls/prompt.lock.held"

// lockless is a prompter on a disk without locks.
func (w *world) lockless(host string, errno syscall.Errno) *Prompter {
	p := w.prompter()
	p.env.Host = host
	p.tryLock = func(*flock.Flock) (bool, error) { return false, errno }
	return p
}

var noLocks = []syscall.Errno{syscall.ENOLCK, syscall.EOPNOTSUPP, syscall.ENOSYS, syscall.EINVAL}

// Where the system has no locks the question is asked all the same, in one window
// at a time, and an answer ends it.
func TestWithoutLocks(t *testing.T) {
	for _, errno := range noLocks {
		w := newWorld(t)
		p := w.lockless("here", errno)
		a, d, err := p.Begin(asking)
		if a == nil {
			t.Fatalf("%v: not asked: %+v, %v", errno, d, err)
		}
		w.refusedBy(p, ReasonWaiting) // by what is remembered
		if err := a.NotAsked(); err != nil {
			t.Fatal(err)
		}
		if got := w.read(insteadLock); got != "(none)" {
			t.Errorf("%v: a lock is left: %q", errno, got)
		}
		a, _, _ = p.Begin(asking)
		if a == nil {
			t.Fatalf("%v: not asked again", errno)
		}
		w.now = w.now.Add(time.Second)
		if err := a.Answered("off"); err != nil {
			t.Fatal(err)
		}
		w.refusedBy(p, ReasonAnswered)
	}
}

// refusedBy wants no attempt of p, for the reason.
func (w *world) refusedBy(p *Prompter, want Reason) {
	w.t.Helper()
	if a, d, err := p.Begin(asking); a != nil || d.Reason != want {
		w.t.Fatalf("Begin = attempt %t, %+v, %v; want reason %q", a != nil, d, err, want)
	}
}

// An undone default is remembered whatever becomes of the lock.
func TestDeclinedWithoutLocks(t *testing.T) {
	for _, lock := range []string{"", lockContent(holder{300, "elsewhere"}), "whatever"} {
		w := newWorld(t)
		if lock != "" {
			w.write(insteadLock, lock)
		}
		p := w.lockless("here", syscall.ENOLCK)
		if err := p.DeclineDefault("on"); err != nil {
			t.Errorf("lock %q: %v", lock, err)
		}
		if !p.Declined("on") || p.Declined("off") {
			t.Errorf("lock %q: not remembered", lock)
		}
	}
}

// Two machines share a home: the lock of the other one is left alone until it is a
// day old, whatever runs here under its number.
func TestLocksOfOtherMachines(t *testing.T) {
	for _, name := range []string{insteadLock, goplsLock} {
		for _, tt := range []struct {
			holder holder
			age    time.Duration
			taken  bool
		}{
			{holder{300, "elsewhere"}, time.Minute, false},
			{holder{100, "elsewhere"}, time.Minute, false}, // our number, there
			{holder{300, "elsewhere"}, 25 * time.Hour, true},
			{holder{300, "here"}, time.Minute, true}, // has ended
			{holder{300, ""}, time.Minute, true},
			{holder{200, "here"}, time.Minute, false}, // runs
		} {
			w := newWorld(t)
			w.live[200] = true
			old := lockContent(tt.holder)
			w.write(name, old)
			w.touch(name, tt.age)
			a, d, err := w.lockless("here", syscall.ENOLCK).Begin(asking)
			if (a != nil) != tt.taken || err != nil || a == nil && d.Reason != ReasonOtherWindow {
				t.Errorf("%s, %+v: asked %t, %+v, %v", name, tt, a != nil, d, err)
			}
			if got := w.read(name); (got == old) == tt.taken || tt.taken && !strings.HasSuffix(got, " here\n") {
				t.Errorf("%s, %+v: the lock is %q now", name, tt, got)
			}
			if a != nil {
				a.Release()
			}
		}
	}
}

// One process does not take its own lock over: of two questions one waits.
func TestOwnLockIsHeld(t *testing.T) {
	w := newWorld(t)
	p := w.lockless("here", syscall.ENOLCK)
	first, r, err := p.lockWindows()
	if r != "" || err != nil {
		t.Fatal(r, err)
	}
	if _, r, _ := p.lockWindows(); r != ReasonOtherWindow {
		t.Errorf("a second lock: %q", r)
	}
	first.release()
	second, r, err := p.lockWindows()
	if r != "" || err != nil {
		t.Fatal(r, err)
	}
	second.release()
}
