package rawfile

import (
	"errors"
	"io"
	"io/fs"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

var ErrNotRegular = errors.New("not a regular file")

// Stamp tells two versions of a file apart, unless the second was written through
// a mapping.
type Stamp struct {
	Size     int64
	Modified int64 // nanoseconds since 1970
	Regular  bool
}

// OpenRegular opens a regular file, or a link to one, for reading. It never waits
// for the other end of a pipe, nor does it open a device, unless it becomes one
// between two system calls.
func (d Dir) OpenRegular(name string) (File, Stamp, error) {
	s, err := d.Stat(name)
	if err != nil {
		return File{}, s, err
	}
	if !s.Regular {
		return File{}, s, ErrNotRegular
	}
	return d.OpenListed(name)
}

// OpenListed is OpenRegular for a name that was listed as a regular file just now.
func (d Dir) OpenListed(name string) (File, Stamp, error) {
	h, err := d.openFile(name)
	if err != nil {
		return h, Stamp{}, err
	}
	s, err := h.Stat()
	if err == nil && !s.Regular {
		err = ErrNotRegular
	}
	if err != nil {
		h.Close()
		return File{}, s, err
	}
	return h, s, nil
}

// ReadWhole reads a regular file of at most limit bytes.
func (d Dir) ReadWhole(name string, limit int64) ([]byte, Stamp, error) {
	h, s, err := d.OpenRegular(name)
	if err != nil {
		return nil, s, err
	}
	defer h.Close()
	if s.Size > limit {
		return nil, s, problem.Malformed(limit, "more than %d bytes", limit)
	}
	data := make([]byte, s.Size)
	n, err := h.ReadAt(data, 0)
	return data[:n], s, err
}

func Missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func AtEnd(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
