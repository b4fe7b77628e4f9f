package shell

import (
	"errors"
	"io"
	"runtime"
)

const (
	// maxFrames bounds how often the parser calls itself, and so how deeply commands can be
	// nested. A stack that grows without bound ends the process.
	maxFrames = 2000
	// maxStatement is the size in bytes of the longest statement. The parser does not call
	// itself for a list such as a && b && c, but whoever walks over the list does.
	maxStatement = 256 << 10
)

// errTooDeep is the error of a script that would cost too much.
var errTooDeep = errors.New("commands are nested too deeply, or a statement is too long")

// boundedReader reads a script as long as its parser needs little of the stack, and ends
// a statement soon enough. It bounds what a hostile script costs, whatever it consists of.
type boundedReader struct {
	text string
	at   int
	from int // where the statement began that is read now, or shortly before
}

func (r *boundedReader) Read(p []byte) (int, error) {
	var frame [1]uintptr
	if r.at-r.from > maxStatement || runtime.Callers(maxFrames, frame[:]) > 0 {
		return 0, errTooDeep
	}
	if r.at == len(r.text) {
		return 0, io.EOF
	}
	n := copy(p, r.text[r.at:])
	r.at += n
	return n, nil
}
