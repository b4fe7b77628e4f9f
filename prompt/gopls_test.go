package prompt

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestGoplsState(t *testing.T) {
	for _, tt := range []struct {
		content string
		want    Reason
	}{
		{"yes 1 1700000000 5", ReasonGoplsAnswered},
		{"no 2 1700000000 5", ReasonGoplsAnswered},
		{"yes 1", ReasonGoplsAnswered}, // gopls v0.16
		{"no 1\n", ReasonGoplsAnswered},
		{"- 0 1700000000 999", ""},
		{"pending 1 1700000000 5", ""}, // left by a gopls that was killed
		{"failed 5 1700000000 5", ""},
		{"yes", ""}, // malformed: gopls ignores these
		{"yes 1 1700000000", ""},
		{"yes many", ""},
		{"YES 1", ""},
		{"maybe 1 1700000000 5", ""},
		{"", ""},
	} {
		t.Run(tt.content, func(t *testing.T) {
			w := newWorld(t)
			w.write(goplsFile, tt.content)
			if got := w.prompter().Decide(asking).Reason; got != tt.want {
				t.Errorf("reason %q, want %q", got, tt.want)
			}
			a, d, err := w.prompter().Begin(asking)
			if d.Reason != tt.want || (a == nil) != (tt.want != "") || err != nil {
				t.Errorf("Begin = %v, %+v, %v, want reason %q", a, d, err, tt.want)
			}
			if a != nil {
				if err := a.Answered("off"); err != nil {
					t.Fatal(err)
				}
			}
			if got := w.read(goplsFile); got != tt.content {
				t.Errorf("gopls's state is now %q, want it untouched", got)
			}
		})
	}
}

func TestGoplsStateUnreadable(t *testing.T) {
	w := newWorld(t)
	if err := os.MkdirAll(w.path(goplsFile), 0o700); err != nil {
		t.Fatal(err)
	}
	d := w.refused(ReasonGoplsUnreadable)
	if want := "reading " + w.path(goplsFile) + ": not a regular file"; d.Problem == nil || d.Problem.Error() != want {
		t.Errorf("problem %v, want %s", d.Problem, want)
	}
}

func TestGoplsLockOfOthers(t *testing.T) {
	ours := func(pid int) string { return lockContent(holder{pid: pid}) }
	for _, tt := range []struct {
		name    string
		content string
		age     time.Duration
		want    Reason // "" takes over the lock
	}{
		{"gopls asks", "", 0, ReasonGoplsAsking},
		{"gopls asks for hours", "", 24*time.Hour - time.Minute, ReasonGoplsAsking},
		{"abandoned by gopls", "", 24 * time.Hour, ""},
		{"from the far future", "", -48 * time.Hour, ""},
		{"someone else's", "another-tool pid 300\n", time.Minute, ReasonGoplsAsking},
		{"nearly ours", "telemetry-ls pid x\n", time.Minute, ReasonGoplsAsking},
		{"ours and dead", ours(300), time.Minute, ""},
		{"ours and alive", ours(200), time.Minute, ReasonOtherWindow},
		{"ours and alive, a day old", ours(200), 25 * time.Hour, ""},
		{"of an earlier process with our ID", ours(100), time.Minute, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.live[200] = true
			w.write(goplsLock, tt.content)
			w.touch(goplsLock, tt.age)
			if tt.want != "" {
				if got := w.prompter().Decide(asking).Reason; got != tt.want {
					t.Errorf("Decide: reason %q, want %q", got, tt.want)
				}
				w.refused(tt.want)
				if got := w.read(goplsLock); got != tt.content {
					t.Errorf("lock is now %q, want it untouched", got)
				}
				return
			}
			a := w.begin()
			if got := w.read(goplsLock); !strings.HasPrefix(got, "telemetry-ls pid 100 ") {
				t.Errorf("lock holds %q, want our process", got)
			}
			a.Release()
			if got := w.read(goplsLock); got != "(none)" {
				t.Errorf("lock left behind: %q", got)
			}
		})
	}
}

func TestGoplsLockIsHeldWhileAsking(t *testing.T) {
	for name, end := range map[string]func(*Attempt) error{
		"answered":  func(a *Attempt) error { return a.Answered("local") },
		"not now":   (*Attempt).NotNow,
		"not asked": (*Attempt).NotAsked,
		"release":   func(a *Attempt) error { a.Release(); return nil },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.write(goplsFile, "- 0 1700000000 999")
			a := w.begin()
			if got := w.read(goplsLock); !strings.Contains(got, " "+strconv.Itoa(w.pid)+" ") {
				t.Errorf("lock holds %q, want our process in it", got)
			}
			if err := end(a); err != nil {
				t.Fatal(err)
			}
			if got := w.read(goplsLock); got != "(none)" {
				t.Errorf("lock left behind: %q", got)
			}
		})
	}
}

func TestGoplsLockIsReleasedOnlyIfOurs(t *testing.T) {
	for _, other := range []string{"", lockContent(holder{pid: 100}), lockContent(holder{pid: 300})} {
		w := newWorld(t)
		w.write(goplsFile, "- 0 1700000000 999")
		a := w.begin()
		w.write(goplsLock, other) // gopls took over the lock after a day
		if err := a.NotNow(); err != nil {
			t.Fatal(err)
		}
		if got := w.read(goplsLock); got != other {
			t.Errorf("lock is now %q, want %q", got, other)
		}
	}
}

func TestNoGoplsDir(t *testing.T) {
	w := newWorld(t)
	w.begin()
	if _, err := os.Stat(w.path("gopls")); !os.IsNotExist(err) {
		t.Errorf("the directory of gopls was created: %v", err)
	}
}

// TestLockWithoutLinks tests how a lock is created if the file system has no links.
func TestLockWithoutLinks(t *testing.T) {
	w := newWorld(t)
	path := w.path("lock")
	if err := createExclusive(path, "content"); err != nil {
		t.Fatal(err)
	}
	if err := createExclusive(path, "other"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("second createExclusive: %v, want %v", err, fs.ErrExist)
	}
	if got := w.read("lock"); got != "content" {
		t.Errorf("file holds %q, want content", got)
	}
}
