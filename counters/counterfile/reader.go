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
	// maxFile is far beyond every counter file: Go itself grows them by 16 KiB
	// for some hundred counters.
	maxFile = 64 << 20
)

// source is what a [Reader] reads: an open file.
type source interface {
	Stat() (rawfile.Stamp, error)
	// readAt fills p from the offset on, as far as there is something.
	ReadAt(p []byte, offset int64) (int, error)
}

// Reader reads counter files of format v1, one after the other, into one buffer.
// Files are read while Go programs write in them through a mapping: what a program
// adds during the walk may be in it or not, and nothing else can happen.
//
// The zero value is ready. A Reader must not be used by two goroutines at a time.
type Reader struct {
	file   rawfile.File
	open   bool
	src    source
	buf    []byte
	data   []byte // the beginning of buf that is read
	size   int64  // of the file, when last looked at
	header int    // length of the header
	at     int64  // where the record of the walk begins
	span   Header
}

// Open begins to read the counter file at path. It has to be a regular file or a
// link to one. Errors about its content are of type *[problem.FormatError].
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

// OpenFile takes over h, which has the stamp s, and checks the header but for the
// metadata.
func (r *Reader) OpenFile(h rawfile.File, s rawfile.Stamp) error {
	r.Close()
	r.file, r.open = h, true
	err := r.start(h, s.Size)
	if err != nil {
		r.Close()
	}
	return err
}

// Close ends the reading of a file. The Reader can be used again.
func (r *Reader) Close() {
	if r.open {
		r.file.Close()
	}
	r.open, r.src, r.data = false, nil, r.data[:0]
}

// Header is what the header of the file says; File is empty.
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
		return problem.Malformed(size, "file ends before its first page does")
	}
	if err := r.need(r.header + tableBytes); err != nil {
		return err
	}
	// The limit says how far the records go: read them all at once.
	if limit := int64(r.uint32(r.header)); limit > int64(len(r.data)) && limit <= size {
		return r.need(int(limit))
	}
	return nil
}

func (r *Reader) readMeta() (Header, error) { return ParseMeta(r.Meta()) }

// Meta is the metadata in the header, as the file has it.
func (r *Reader) Meta() []byte { return r.data[metaOffset:r.header] }

// Offset is where the record lies that [Reader.Walk] has yielded last.
func (r *Reader) Offset() int64 { return r.at }

// need makes sure that the first end bytes of the file are read. A file that has
// grown since is read further.
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
		return problem.Malformed(r.size, "file ends before byte %d that it refers to", end)
	case end > maxFile:
		return problem.Malformed(maxFile, "larger than any counter file, with a reference to byte %d", end)
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
		return problem.Malformed(int64(len(r.data)), "file was cut while it was read")
	}
	return nil
}

func (r *Reader) uint32(at int) uint32 { return binary.NativeEndian.Uint32(r.data[at:]) }
func (r *Reader) uint64(at int) uint64 { return binary.NativeEndian.Uint64(r.data[at:]) }
