package mode

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxSize is how much of a mode file is read. A real one has 17 bytes at most.
const maxSize = 64 << 10

// The go command truncates the file and then writes it. So Read doesn't trust an
// empty file at once. It reads again after tornFirst, then after pauses that grow by
// tornFactor up to tornLast, 40 ms in total.
const (
	tornFirst  = time.Millisecond
	tornFactor = 3
	tornLast   = 27 * time.Millisecond
	tornTotal  = 40 * time.Millisecond
)

// Read returns the current mode. If the mode file is empty, Read takes 40 ms to
// be sure.
func (d Dir) Read() State { return d.read(time.Sleep) }

func (d Dir) read(wait func(time.Duration)) State {
	s := d.look()
	for pause := tornFirst; s.torn() && pause <= tornLast; pause *= tornFactor {
		wait(pause)
		s = d.look()
	}
	return s
}

// look reads the mode file; the state may be torn. If the content is malformed or
// the read fails temporarily, look reads again until two readings agree, because a
// reader may see half of a write in place.
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

// isNull reports whether info is the null device. Some people link the mode file to
// it; it reads as empty.
func isNull(info fs.FileInfo) bool {
	if info.Mode()&fs.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(info, null)
}
