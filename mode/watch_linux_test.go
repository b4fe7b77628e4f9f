package mode

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestWatchMountedFile checks that the watcher of a file that is a mount point
// reports changes made under the file's other name.
func TestWatchMountedFile(t *testing.T) {
	if !inMountNamespace(t) {
		return
	}
	d := dirWith(t, "")
	source := filepath.Join(t.TempDir(), "mode")
	writeFile(t, source, "off 2026-01-01")
	mount(t, source, d.ModeFile(), "", bind, "")
	h := hear(t, d)
	writeFile(t, source, "on 2026-01-01")
	h.next(t, "on 2026-01-01")
	set(t, d, Local)
	h.settles(t, "local 2026-11-22")
	writeFile(t, source, "off 2026-01-02")
	h.settles(t, "off 2026-01-02")
}

// TestWatchWithoutEvents checks that the watcher polls, and says so, if the system
// allows this user no more event queues.
func TestWatchWithoutEvents(t *testing.T) {
	d := dirWith(t, "off 2026-01-01")
	openTo(t, d)
	cmd := asNobody(t, child(t, "deaf", d.Path()))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	expect := func(want string) {
		t.Helper()
		for lines.Scan() {
			if lines.Text() == want {
				return
			}
			if !strings.HasPrefix(lines.Text(), "log: ") {
				t.Fatalf("got %q, want %q", lines.Text(), want)
			}
		}
		t.Fatalf("got no more, want %q", want)
	}
	expect("delivering: false")
	set(t, d, On)
	expect("heard: on 2026-11-22")
	if _, err := io.WriteString(in, "events\n"); err != nil {
		t.Fatal(err)
	}
	expect("delivering: true")
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// systemRoles are the roles of children that exist only on this system.
func systemRoles() map[string]func([]string) error {
	return map[string]func([]string) error{"deaf": deafChild, "hears": hearsChild, "starved": starvedChild, "begins-starved": beginsStarvedChild, "reads": readsChild}
}

// deafChild uses up the event queues of the system, watches DIR, and closes the
// queues after a line of input.
func deafChild(args []string) error {
	var queues []int
	for len(queues) < 1<<16 {
		fd, err := syscall.InotifyInit1(syscall.IN_CLOEXEC)
		if err != nil {
			break
		}
		queues = append(queues, fd)
	}
	// The loop must have ended at the limit of queues, not at that of files.
	probe, err := os.Open(args[0])
	if err != nil {
		return fmt.Errorf("no files can be opened after %d queues: %w", len(queues), err)
	}
	defer probe.Close()
	ticks := make(chan struct{}, 1)
	w, err := Watch(context.Background(), Dir(args[0]), WatchOptions{
		OnChange: func(s State) { fmt.Println("heard:", string(s.Raw)) },
		OnTick: func() {
			select {
			case ticks <- struct{}{}:
			default:
			}
		},
		Poll: 5 * time.Millisecond,
		Log:  func(format string, args ...any) { fmt.Printf("log: "+format+"\n", args...) },
	})
	if err != nil {
		return err
	}
	fmt.Println("delivering:", w.Delivering())
	in := bufio.NewReader(os.Stdin)
	if _, err := in.ReadString('\n'); err != nil {
		return err
	}
	for _, fd := range queues {
		if err := syscall.Close(fd); err != nil {
			return err
		}
	}
	for deadline := time.Now().Add(patience); !w.Delivering(); <-ticks {
		if time.Now().After(deadline) {
			return errors.New("the watcher did not ask again")
		}
	}
	fmt.Println("delivering:", w.Delivering())
	_, err = io.Copy(io.Discard, in)
	return errors.Join(err, w.Close())
}

// TestWatchBelowClosedDir checks that the watcher still reports changes below a
// directory that only other users can list and change, as /home often is.
func TestWatchBelowClosedDir(t *testing.T) {
	d := dirWith(t, "off 2026-01-01")
	openTo(t, d)
	above := filepath.Dir(filepath.Dir(d.Path()))
	for _, tt := range []struct {
		dir  string
		want string
	}{{above, "true"}, {d.Path(), "false"}} {
		if err := os.Chmod(tt.dir, 0o711); err != nil {
			t.Fatal(err)
		}
		out, err := asNobody(t, child(t, "hears", d.Path())).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(string(out)); got != tt.want {
			t.Errorf("below %s: delivering %s, want %s", tt.dir, got, tt.want)
		}
	}
}

// hearsChild says whether events report changes: DIR.
func hearsChild(args []string) error {
	w, err := Watch(context.Background(), Dir(args[0]), WatchOptions{})
	if err != nil {
		return err
	}
	fmt.Println(w.Delivering())
	return w.Close()
}
