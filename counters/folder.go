package counters

import (
	"errors"
	"io"
	"io/fs"
)

var errNotRegular = errors.New("not a regular file")

// stamp tells two versions of a file apart, unless the second was written through
// a mapping.
type stamp struct {
	size     int64
	modified int64 // nanoseconds since 1970
	regular  bool
}

// source is what a [Reader] reads: an open file.
type source interface {
	stat() (stamp, error)
	// readAt fills p from the offset on, as far as there is something.
	readAt(p []byte, offset int64) (int, error)
}

// openRegular opens a regular file, or a link to one, for reading. It never waits
// for the other end of a pipe, nor does it open a device, unless it becomes one
// between two system calls.
func (d folder) openRegular(name string) (handle, stamp, error) {
	s, err := d.stat(name)
	if err != nil {
		return handle{}, s, err
	}
	if !s.regular {
		return handle{}, s, errNotRegular
	}
	return d.open(name)
}

// open is openRegular for a name that was listed as a regular file just now.
func (d folder) open(name string) (handle, stamp, error) {
	h, err := d.openFile(name)
	if err != nil {
		return h, stamp{}, err
	}
	s, err := h.stat()
	if err == nil && !s.regular {
		err = errNotRegular
	}
	if err != nil {
		h.close()
		return handle{}, s, err
	}
	return h, s, nil
}

// readWhole reads a regular file of at most limit bytes.
func (d folder) readWhole(name string, limit int64) ([]byte, stamp, error) {
	h, s, err := d.openRegular(name)
	if err != nil {
		return nil, s, err
	}
	defer h.close()
	if s.size > limit {
		return nil, s, malformed(limit, "more than %d bytes", limit)
	}
	data := make([]byte, s.size)
	n, err := h.readAt(data, 0)
	return data[:n], s, err
}

func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func ended(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
