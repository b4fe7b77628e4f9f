package prompt

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

const insteadLock = "telemetry-ls/prompt.lock.held"

// lockless returns a Prompter on a disk without locks.
func (w *world) lockless(host string, errno syscall.Errno) *Prompter {
	p := w.prompter()
	p.env.Host = host
	p.tryLock = func(*flock.Flock) (bool, error) { return false, errno }
	return p
}

var noLocks = []syscall.Errno{syscall.ENOLCK, syscall.EOPNOTSUPP, syscall.ENOSYS, syscall.EINVAL}

// TestWithoutLocks checks that without locks the question still appears, in one
// window at a time, and that an answer ends it.
func TestWithoutLocks(t *testing.T) {
	for _, errno := range noLocks {
		w := newWorld(t)
		p := w.lockless("here", errno)
		a, d, err := p.Begin(asking)
		if a == nil {
			t.Fatalf("%v: not asked: %+v, %v", errno, d, err)
		}
		w.refusedBy(p, ReasonWaiting) // because of the stored state
		if err := a.NotAsked(); err != nil {
			t.Fatal(err)
		}
		if got := w.read(insteadLock); got != "(none)" {
			t.Errorf("%v: lock left behind: %q", errno, got)
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

// refusedBy checks that p refuses to ask, for the reason want.
func (w *world) refusedBy(p *Prompter, want Reason) {
	w.t.Helper()
	if a, d, err := p.Begin(asking); a != nil || d.Reason != want {
		w.t.Fatalf("Begin = attempt %t, %+v, %v; want reason %q", a != nil, d, err, want)
	}
}

// TestDeclinedWithoutLocks checks that an undone default is stored even if the lock
// fails.
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
			t.Errorf("lock %q: not stored", lock)
		}
	}
}

// TestLocksOfOtherMachines has two machines that share a home directory. The other
// machine's lock stays until it is a day old, whatever process has its ID here.
func TestLocksOfOtherMachines(t *testing.T) {
	for _, name := range []string{insteadLock, goplsLock} {
		for _, tt := range []struct {
			holder holder
			age    time.Duration
			taken  bool
		}{
			{holder{300, "elsewhere"}, time.Minute, false},
			{holder{100, "elsewhere"}, time.Minute, false}, // our ID, but there
			{holder{300, "elsewhere"}, 25 * time.Hour, true},
			{holder{300, "here"}, time.Minute, true}, // has ended
			{holder{300, ""}, time.Minute, true},
			{holder{200, "here"}, time.Minute, false}, // is running
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
				t.Errorf("%s, %+v: the lock is now %q", name, tt, got)
			}
			if a != nil {
				a.Release()
			}
		}
	}
}

// TestOwnLockIsHeld checks that a process does not take over its own lock: one of
// two questions waits.
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
