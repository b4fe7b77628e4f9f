package rawfile

import (
	"errors"
	"io"
	"io/fs"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// ErrNotRegular is the error for a pipe, a device or a directory.
var ErrNotRegular = errors.New("not a regular file")

// Stamp identifies a version of a file. A program that writes through a memory mapping
// does not change it.
type Stamp struct {
	Size     int64
	Modified int64 // nanoseconds since 1970
	Regular  bool
}

// OpenRegular opens a regular file, or a link to one, for reading. It never waits for
// the other end of a pipe. It never opens a device, unless the file becomes one between
// two system calls.
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

// OpenListed is like OpenRegular, for a file that was just listed as a regular file.
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
		return nil, s, problem.Malformed(limit, "larger than %d bytes", limit)
	}
	data := make([]byte, s.Size)
	n, err := h.ReadAt(data, 0)
	return data[:n], s, err
}

// Missing reports whether err says that a file does not exist.
func Missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// AtEnd reports whether err says that a file has no more bytes.
func AtEnd(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
