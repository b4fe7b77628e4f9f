package counterfile

import (
	"errors"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

var errNotOpen = errors.New("no counter file is open")

// Walk calls yield for each counter of the file until yield returns false. The name is
// valid only during the call, and not decoded; see [DecodeStack]. If Walk returns an
// error, don't trust anything that it has yielded. Walk allocates nothing, unless the
// file has grown or is larger than all files before it.
func (r *Reader) Walk(yield func(name []byte, value uint64) bool) error {
	if r.src == nil {
		return errNotOpen
	}
	// left is the number of records that fit into the file. If there seem to be more,
	// a chain has a loop.
	left := r.size / recordUnit
	for i := range tableSize {
		at := r.header + 4 + 4*i
		for offset := r.uint32(at); offset != 0; offset = r.uint32(at) {
			if left--; left < 0 {
				return &problem.FormatError{Offset: int64(at), Reason: "endless chain of records", Fatal: problem.HangsGo}
			}
			name, err := r.record(at, offset)
			if err != nil {
				return err
			}
			r.at = int64(offset)
			if !yield(name, r.uint64(int(offset))) {
				return nil
			}
			at = int(offset) + 12
		}
	}
	return nil
}

// record checks the record at offset and returns its name. The chain refers to the
// record at byte at.
func (r *Reader) record(at int, offset uint32) ([]byte, error) {
	start := int64(offset)
	first := int64(r.header + tableBytes)
	if start < first || start%recordUnit != 0 || start > maxFile {
		return nil, problem.Malformed(int64(at), "invalid record offset %d", offset)
	}
	if err := r.need(int(start) + recordHead); err != nil {
		return nil, err
	}
	length := int(r.uint32(int(start)+8) & lengthMask)
	if length == 0 || length > maxName {
		return nil, problem.Malformed(start+8, "invalid length %d of a counter name", length)
	}
	from := int(start) + recordHead
	if err := r.need(from + length); err != nil {
		return nil, err
	}
	return r.data[from : from+length], nil
}

// Counts returns the values of all counters of the file by decoded name, as Go's
// reader does.
func (r *Reader) Counts() (map[string]uint64, error) {
	counts := map[string]uint64{}
	var twice error
	err := r.Walk(func(name []byte, value uint64) bool {
		if _, seen := counts[string(name)]; seen {
			twice = problem.Malformed(r.at, "counter %s appears twice", printable.Quote(name))
			return false
		}
		counts[DecodeStack(string(name))] = value
		return true
	})
	if err == nil {
		err = twice
	}
	if err != nil {
		return nil, err
	}
	return counts, nil
}
