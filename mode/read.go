package mode

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxSize bounds what is read of a mode file, which has 17 bytes at most.
const maxSize = 64 << 10

// The go command truncates the file and then writes it. So an empty file is
// looked at again before it is believed: after tornFirst, then after pauses that
// grow by tornFactor as long as they are at most tornLast, 40 ms in all.
const (
	tornFirst  = time.Millisecond
	tornFactor = 3
	tornLast   = 27 * time.Millisecond
	tornTotal  = 40 * time.Millisecond
)

// Read says what the mode is now. Where the mode file is empty it takes 40 ms
// to be sure of that.
func (d Dir) Read() State { return d.read(time.Sleep) }

func (d Dir) read(wait func(time.Duration)) State {
	s := d.look()
	for pause := tornFirst; s.torn() && pause <= tornLast; pause *= tornFactor {
		wait(pause)
		s = d.look()
	}
	return s
}

// look reads the mode file; the state may be torn. What makes no sense, or fails
// for the moment, is read again at once, until two readings agree: the system may
// let a reader see half of what is written in place at this very moment.
func (d Dir) look() State {
	s := d.lookOnce()
	const most = 3
	for range most {
		if s.Problem == nil || s.Raw == nil && !s.Unknown || s.torn() {
			break
		}
		again := d.lookOnce()
		if again.same(s) {
			break
		}
		s = again
	}
	return s
}

func (d Dir) lookOnce() State {
	if d == "" {
		return State{Mode: Off, Word: string(Off)}
	}
	raw, long, err := smallfile.ReadFirst(d.ModeFile(), maxSize, isNull)
	switch {
	case err == nil && !long:
		return Interpret(raw)
	case err == nil:
		s := Interpret(raw)
		s.Problem = &MalformedError{Word: s.Word, TooLong: true}
		return s
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):
		return State{Mode: Local, Word: string(Local)}
	}
	return d.unreadable(err)
}

// isNull recognizes the null device, to which some people link the mode file; it
// reads as empty.
func isNull(info fs.FileInfo) bool {
	if info.Mode()&fs.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(info, null)
}
