package index

import (
	"encoding/binary"
	"errors"

	"golang.org/x/sys/unix"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/internal/filesystem"
)

// changes asks the operating system whether anything has happened in a directory. An
// [Index] then doesn't have to check ten thousand files one by one. No goroutine waits
// for events, so a watch costs nothing until it is asked.
type changes struct {
	inotify int
	of      unix.Stat_t // the directory
	dead    bool        // the system has removed the watch
}

const changeMask = unix.IN_CREATE | unix.IN_DELETE | unix.IN_MODIFY | unix.IN_ATTRIB |
	unix.IN_MOVED_FROM | unix.IN_MOVED_TO | unix.IN_DELETE_SELF | unix.IN_MOVE_SELF

// watchChanges starts watching the directory path, which dir has open. It returns nil
// if that is not possible.
func watchChanges(path string, dir rawfile.Dir) *changes {
	if !filesystem.ReportsChangesOf(dir.Fd) {
		return nil
	}
	var st unix.Stat_t
	if unix.Fstat(dir.Fd, &st) != nil {
		return nil
	}
	fd, err := unix.InotifyInit1(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
	if err != nil {
		return nil
	}
	if _, err := unix.InotifyAddWatch(fd, path, changeMask|unix.IN_ONLYDIR); err != nil {
		_ = unix.Close(fd)
		return nil
	}
	return &changes{inotify: fd, of: st}
}

// watching reports whether c watches dir. It also discards all events so far.
func (c *changes) watching(dir rawfile.Dir) bool {
	c.none(dir)
	return c != nil && !c.dead && c.is(dir)
}

// none reports whether nothing has happened in dir since the last call.
func (c *changes) none(dir rawfile.Dir) bool {
	if c == nil || c.dead || !c.is(dir) {
		return false
	}
	none := true
	buf := make([]byte, 4096)
	for {
		n, err := unix.Read(c.inotify, buf)
		switch {
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.EAGAIN):
			return none
		case err != nil || n <= 0:
			return false
		default:
			none = false
			c.dead = c.dead || ignored(buf[:n])
		}
	}
}

// ignored reports whether one of the events says that the system has removed the watch.
func ignored(events []byte) bool {
	for len(events) >= unix.SizeofInotifyEvent {
		mask := binary.NativeEndian.Uint32(events[4:])
		if mask&(unix.IN_IGNORED|unix.IN_UNMOUNT) != 0 {
			return true
		}
		size := unix.SizeofInotifyEvent + int(binary.NativeEndian.Uint32(events[12:]))
		events = events[min(size, len(events)):]
	}
	return false
}

// is reports whether dir is the same directory as when the watch began.
func (c *changes) is(dir rawfile.Dir) bool {
	var st unix.Stat_t
	return unix.Fstat(dir.Fd, &st) == nil && st.Dev == c.of.Dev && st.Ino == c.of.Ino
}

func (c *changes) close() {
	if c != nil {
		_ = unix.Close(c.inotify)
	}
}
