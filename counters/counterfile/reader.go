package counterfile

import (
	"encoding/binary"
	"io/fs"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

const (
	// firstRead covers the header, the table and the records of most files.
	firstRead = 8 << 10
	// maxFile is far larger than any real counter file: Go adds 16 KiB for every few
	// hundred counters.
	maxFile = 64 << 20
)

// source is an open file that a [Reader] reads.
type source interface {
	Stat() (rawfile.Stamp, error)
	// ReadAt fills p from offset, up to the end of the file.
	ReadAt(p []byte, offset int64) (int, error)
}

// Reader reads v1 counter files, one at a time, and reuses its buffer. Go programs may
// write to a file through a mapping during the walk. What they add then may or may not
// be included; the rest of the walk is not affected.
//
// The zero value is ready to use. A Reader must not be used by two goroutines at once.
type Reader struct {
	file   rawfile.File
	open   bool
	src    source
	buf    []byte
	data   []byte // the part of buf that is filled
	size   int64  // the size of the file at the last check
	header int    // the length of the header
	at     int64  // the offset of the record that the walk has reached
	span   Header
}

// Open starts reading the counter file at path, which must be a regular file or a link
// to one. Errors about its content are of type *[problem.FormatError].
func (r *Reader) Open(path string) error {
	h, s, err := rawfile.AnyDir().OpenRegular(path)
	if err != nil {
		return &fs.PathError{Op: "open", Path: path, Err: err}
	}
	if err := r.OpenFile(h, s); err != nil {
		return err
	}
	r.span, err = r.readMeta()
	if err != nil {
		r.Close()
	}
	return err
}

// OpenFile starts reading h, whose stamp is s. It takes ownership of h, and checks the
// header except for the metadata.
func (r *Reader) OpenFile(h rawfile.File, s rawfile.Stamp) error {
	r.Close()
	r.file, r.open = h, true
	err := r.start(h, s.Size)
	if err != nil {
		r.Close()
	}
	return err
}

// Close closes the file. The Reader can then open another one.
func (r *Reader) Close() {
	if r.open {
		r.file.Close()
	}
	r.open, r.src, r.data = false, nil, r.data[:0]
}

// Header returns the header of the file. Its field File is empty.
func (r *Reader) Header() Header { return r.span }

// start reads the first bytes of src and checks the header.
func (r *Reader) start(src source, size int64) error {
	if r.buf == nil {
		r.buf = make([]byte, PageBytes)
	}
	r.src, r.size, r.data = src, size, r.buf[:0]
	n, err := src.ReadAt(r.buf[:min(firstRead, max(size, 0))], 0)
	if err != nil && !rawfile.AtEnd(err) {
		return err
	}
	r.data = r.buf[:n]
	r.header, err = headerLength(r.data)
	if err != nil {
		return fatalHeader(err, r.data, size)
	}
	if size < PageBytes {
		return problem.Malformed(size, "file ends before the end of its first page")
	}
	if err := r.need(r.header + tableBytes); err != nil {
		return err
	}
	// The records end at the limit: read them all at once.
	if limit := int64(r.uint32(r.header)); limit > int64(len(r.data)) && limit <= size {
		return r.need(int(limit))
	}
	return nil
}

func (r *Reader) readMeta() (Header, error) { return ParseMeta(r.Meta()) }

// Meta returns the metadata in the header, unparsed.
func (r *Reader) Meta() []byte { return r.data[metaOffset:r.header] }

// Offset returns the offset of the record that [Reader.Walk] yielded last.
func (r *Reader) Offset() int64 { return r.at }

// need makes sure that the first end bytes of the file have been read. It reads on if
// the file has grown since the last check.
func (r *Reader) need(end int) error {
	if end <= len(r.data) {
		return nil
	}
	if int64(end) > r.size {
		s, err := r.src.Stat()
		if err != nil {
			return err
		}
		r.size = s.Size
	}
	switch {
	case int64(end) > r.size:
		return problem.Malformed(r.size, "reference to byte %d, past the end of the file", end)
	case end > maxFile:
		return problem.Malformed(maxFile, "reference to byte %d, past the largest size of a counter file", end)
	}
	return r.readUpTo(end)
}

func (r *Reader) readUpTo(end int) error {
	have := len(r.data)
	if end > len(r.buf) {
		grown := make([]byte, (end+PageBytes-1)/PageBytes*PageBytes)
		copy(grown, r.data)
		r.buf = grown
	}
	want := int(min(int64(len(r.buf)), r.size))
	n, err := r.src.ReadAt(r.buf[have:want], int64(have))
	if err != nil && !rawfile.AtEnd(err) {
		return err
	}
	r.data = r.buf[:have+n]
	if len(r.data) < end {
		return problem.Malformed(int64(len(r.data)), "file was truncated while it was being read")
	}
	return nil
}

func (r *Reader) uint32(at int) uint32 { return binary.NativeEndian.Uint32(r.data[at:]) }
func (r *Reader) uint64(at int) uint64 { return binary.NativeEndian.Uint64(r.data[at:]) }
