package walk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"unsafe"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// reader reads files into a buffer that it uses again.
type reader[T any] struct {
	steps  Steps[T]
	buffer []byte
}

// firstRead is enough for nearly all files.
const firstRead = 64 << 10

func (r *reader[T]) results(ctx context.Context, entries []entry) (found []T) {
	for _, e := range entries {
		switch {
		case ctx.Err() != nil:
			return found
		case e.problem != nil:
			found = append(found, r.steps.Failed(*e.problem))
			continue
		}
		switch text, err := r.read(e); {
		case err != nil:
			found = append(found, r.failed(e, err)...)
		case text != "":
			found = append(found, r.steps.Check(File{Path: e.path, Full: e.full, Real: e.real, Text: text})...)
		}
	}
	return found
}

// failed makes a problem of an error. A file that no path names is left out in silence if
// it is not for the lint, or was removed since the walk saw it.
func (r *reader[T]) failed(e entry, err error) []T {
	code := Unreadable
	var left *LeftOut
	if errors.As(err, &left) {
		code = left.Code
	}
	if !e.named && (left != nil || errors.Is(err, fs.ErrNotExist)) {
		return nil
	}
	return []T{r.steps.Failed(Problem{e.path, code, hint.WithoutPath(err)})}
}

// read returns the text of a file, or "" if it can't have findings.
func (r *reader[T]) read(e entry) (string, error) {
	f, err := open(e.real)
	if err != nil {
		return "", err
	}
	defer f.Close()
	if r.buffer == nil {
		r.buffer = make([]byte, firstRead)
	}
	n, room := 0, r.buffer
	if !e.known {
		room = room[:len("#!")] // most others are no scripts, which shows at once
	}
	for {
		m, err := f.Read(room[n:])
		if n == 0 && m > 0 && !interesting(e, room[:m]) {
			return "", nil
		}
		n += m
		ended := errors.Is(err, io.EOF) || err == nil && m == 0
		switch {
		case err != nil && !ended:
			return "", err
		case n == len(room) && n < len(r.buffer):
			room = r.buffer
		case !ended && n <= r.steps.MaxSize && n == len(room):
			r.buffer = append(r.buffer, make([]byte, 3*len(r.buffer))...)
			room = r.buffer
		case ended || n > r.steps.MaxSize:
			if err := NotText(room[:n]); err != nil {
				return "", err
			}
			if ended {
				return r.suspicious(room[:n]), nil
			}
			return "", r.tooLarge(e, f, n)
		}
	}
}

// interesting reports whether the rest of a file with this beginning has to be read.
func interesting(e entry, beginning []byte) bool {
	script := bytes.HasPrefix(beginning, []byte("#!"))
	return (e.known || script) && !(e.link && script)
}

// suspicious returns a copy of the text if it is suspicious, else "". Most text is not,
// and so is not copied.
func (r *reader[T]) suspicious(data []byte) string {
	if len(data) == 0 || len(data) > r.steps.MaxSize || !r.steps.Suspicious(unsafe.String(&data[0], len(data))) {
		return ""
	}
	return string(data)
}
