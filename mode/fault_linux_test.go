package mode

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// seen is a child's report of a state.
type seen struct {
	Mode            Mode
	Chosen, Unknown bool
	Problem, Hint   string
}

func seenOf(s State) seen {
	o := seen{Mode: s.Mode, Chosen: s.Chosen, Unknown: s.Unknown, Problem: textOf(s.Problem)}
	if s.Problem != nil {
		o.Hint = hintIn(s.Problem)
	}
	return o
}

// TestWithoutFileHandles checks that without file handles the last known state
// stays. If there is none, the state is unknown. No switch is made.
func TestWithoutFileHandles(t *testing.T) {
	d := dirWith(t, "off 2026-01-01")
	out, err := child(t, "starved", d.Path()).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		First, Recalled, Again seen
		Set, Undo              string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	reading := "reading " + d.ModeFile() + ": too many open files; "
	if got.First != (seen{Local, false, true, reading + "the current mode is unknown", got.First.Hint}) || !strings.Contains(got.First.Hint, "ulimit") {
		t.Errorf("at first: got %+v", got.First)
	}
	if got.Recalled != (seen{Off, true, true, reading + "the mode shown is the last one known", got.First.Hint}) {
		t.Errorf("later: got %+v", got.Recalled)
	}
	if got.Again != (seen{Mode: Off, Chosen: true}) {
		t.Errorf("with handles again: got %+v", got.Again)
	}
	if want := "switching Go telemetry to on: " + reading + "the current mode is unknown"; got.Set != want {
		t.Errorf("switch: got %s", got.Set)
	}
	if !strings.HasPrefix(got.Undo, "undoing a switch: "+reading) {
		t.Errorf("undo: got %s", got.Undo)
	}
	if raw := content(t, d.ModeFile()); raw != "off 2026-01-01" {
		t.Errorf("the file holds %q", raw)
	}
}

// starvedChild reads and switches without file handles: DIR.
func starvedChild(args []string) error {
	d := Dir(args[0])
	known := &Reader{Dir: d}
	known.Read()
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &old); err != nil {
		return err
	}
	none := syscall.Rlimit{Cur: 0, Max: old.Max}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &none); err != nil {
		return err
	}
	first := (&Reader{Dir: d}).Read()
	recalled := known.Read()
	_, setErr := writer(d).Set(On, false)
	_, undoErr := writer(d).Undo(Change{Wrote: true})
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &old); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"First": seenOf(first), "Recalled": seenOf(recalled), "Again": seenOf(known.Read()),
		"Set": textOf(setErr), "Undo": textOf(undoErr),
	})
}

// TestWatchBegunWithoutFileHandles checks that a watcher that started without file
// handles listens and reports the mode as soon as there are some, long before its
// poll.
func TestWatchBegunWithoutFileHandles(t *testing.T) {
	out, err := child(t, "begins-starved", dirWith(t, "off 2026-01-01").Path()).Output()
	if got, want := string(out), "off, delivering: true\n"; err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

// beginsStarvedChild starts watching DIR without file handles, and then gets some.
func beginsStarvedChild(args []string) error {
	d := Dir(args[0])
	d.Read() // lets the Go runtime open what it needs only once
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &old); err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Max: old.Max}); err != nil {
		return err
	}
	reported := make(chan State, 1)
	w, err := Watch(context.Background(), d, WatchOptions{OnChange: func(s State) { reported <- s }, Poll: time.Hour})
	if err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &old); err != nil {
		return err
	}
	fmt.Printf("%s, delivering: %v\n", (<-reported).Mode, w.Delivering())
	return w.Close()
}

// TestKindsOfFaults checks that errors that say nothing about the file are
// distinguished from those that do.
func TestKindsOfFaults(t *testing.T) {
	d := dirWith(t, "off 2026-01-01")
	for _, errno := range []syscall.Errno{
		syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.EIO, syscall.ENOBUFS, syscall.EAGAIN, syscall.ESTALE,
	} {
		if s := d.unreadable(&os.PathError{Op: "open", Err: errno}); !s.Unknown || s.Chosen || hintIn(s.Problem) == "" {
			t.Errorf("%v: got %+v", errno, s)
		}
	}
	for _, errno := range []syscall.Errno{syscall.EACCES, syscall.EPERM, syscall.ELOOP} {
		if s := d.unreadable(&os.PathError{Op: "open", Err: errno}); s.Unknown || s.Mode != Local || hintIn(s.Problem) == "" {
			t.Errorf("%v: got %+v", errno, s)
		}
	}
}

// TestClosedOnTheWay checks that a problem names the path that is closed to this
// user, and its owner.
func TestClosedOnTheWay(t *testing.T) {
	for _, tt := range []struct {
		closed string // below the root
		links  bool   // telemetry is a link to store
		chosen bool
	}{
		{"go/telemetry/mode", false, true},
		{"go/telemetry", false, false},
		{"go", false, false},
		{"store/mode", true, true},
		{"store", true, false},
	} {
		t.Run(fmt.Sprint(tt.closed, tt.links), func(t *testing.T) {
			d := dirWith(t, "off 2026-01-01")
			openTo(t, d)
			root := filepath.Dir(filepath.Dir(d.Path()))
			if tt.links {
				rename2(t, d.Path(), filepath.Join(root, "store"))
				if err := os.Symlink("../store", d.Path()); err != nil {
					t.Fatal(err)
				}
			}
			at := filepath.Join(root, tt.closed)
			if err := os.Chmod(at, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := asNobody(t, child(t, "reads", d.Path())).Output()
			if err != nil {
				t.Fatal(err)
			}
			var got seen
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			want := seen{
				Local, tt.chosen, false,
				"reading " + d.ModeFile() + ": permission denied, so Go uses mode local",
				"make " + at + " readable for you; its owner is root",
			}
			if got != want {
				t.Errorf("\n got %+v\nwant %+v", got, want)
			}
		})
	}
}

// readsChild reports what it reads: DIR.
func readsChild(args []string) error {
	return json.NewEncoder(os.Stdout).Encode(seenOf(Dir(args[0]).Read()))
}

// TestWrittenAndNotReadBack checks that a switch counts as made even if its result
// cannot be read back.
func TestWrittenAndNotReadBack(t *testing.T) {
	needsStrace(t)
	s := scenarios[0]
	for _, c := range s.calls(t) {
		if c.name != "openat" {
			continue
		}
		d := s.lay(t)
		o, err := s.run(t, d, os.DevNull, fmt.Sprintf("openat:error=EMFILE:when=%d+", c.nth))
		if err != nil {
			t.Fatal(err)
		}
		after := content(t, d.ModeFile())
		if o.Wrote != (after == "on "+today) || o.Wrote != (o.Err == "") || !o.Wrote && after != s.old {
			t.Errorf("from the openat %d on: got %+v, and the file holds %q", c.nth, o, after)
		}
	}
}

// TestWatchUnknown checks that a watcher reports a state that it cannot read, and
// the next one.
func TestWatchUnknown(t *testing.T) {
	var heard []State
	w := newWatcher(dirWith(t, "off 2026-01-01"), WatchOptions{OnChange: func(s State) { heard = append(heard, s) }}, tornTotal)
	w.begin()
	defer w.listener.close()
	w.report(w.dir.unreadable(&os.PathError{Op: "open", Err: syscall.EMFILE}))
	if len(heard) != 1 || !heard[0].Unknown {
		t.Fatalf("heard %+v", heard)
	}
	<-w.settle.C
	w.report(w.dir.look())
	if len(heard) != 2 || heard[1].Unknown || heard[1].Mode != Off {
		t.Fatalf("heard %+v", heard)
	}
	if errors.Is(heard[0].Problem, syscall.EACCES) {
		t.Error("missing file handles are reported as missing permissions")
	}
}
