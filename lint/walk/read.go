package walk

import (
	"bytes"
	"context"
	"errors"
	"io"
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

// enough is how much of a file shows that it is binary.
const enough = 8 << 10

func (r *reader[T]) results(ctx context.Context, entries []entry) (found []T) {
	for _, e := range entries {
		switch {
		case ctx.Err() != nil:
			return found
		case e.problem != nil:
			found = append(found, r.steps.Failed(*e.problem))
			continue
		}
		text, err := r.read(e)
		if err != nil {
			found = append(found, r.steps.Failed(Problem{e.path, Unreadable, hint.WithoutPath(err)}))
		} else if text != "" {
			found = append(found, r.steps.Check(File{Path: e.path, Full: e.full, Real: e.real, Text: text})...)
		}
	}
	return found
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
	n := 0
	for {
		m, err := f.Read(r.buffer[n:])
		more := n == 0 && m > 0
		n += m
		if more && !r.interesting(e, r.buffer[:n]) {
			return "", nil
		}
		switch {
		case errors.Is(err, io.EOF) || err == nil && m == 0:
			return r.suspicious(r.buffer[:n]), nil
		case err != nil:
			return "", err
		case n > r.steps.MaxSize:
			return "", nil
		case n == len(r.buffer):
			r.buffer = append(r.buffer, make([]byte, 3*len(r.buffer))...)
		}
	}
}

// interesting reports whether the rest of a file with this beginning has to be read.
func (r *reader[T]) interesting(e entry, beginning []byte) bool {
	script := bytes.HasPrefix(beginning, []byte("#!"))
	if e.link && script || !e.known && !script {
		return false
	}
	return bytes.IndexByte(beginning[:min(len(beginning), enough)], 0) < 0
}

// suspicious returns a copy of the text if it is suspicious, else "". Most text is not,
// and so is not copied.
func (r *reader[T]) suspicious(data []byte) string {
	if len(data) == 0 || len(data) > r.steps.MaxSize || !r.steps.Suspicious(unsafe.String(&data[0], len(data))) {
		return ""
	}
	return string(data)
}
