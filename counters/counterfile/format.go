package counterfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Format v1 of counter files, in the byte order of the machine that writes them.
// A file begins with magic and the length H of the header, which ends with the
// metadata. At H lies the limit, then the table of chain heads, then records.
const (
	magic      = "# telemetry/counter file v1\n"
	metaOffset = 32        // of the metadata; H lies before it
	tableSize  = 512       // chain heads
	tableBytes = 4 + 4*512 // limit and chain heads
	PageBytes  = 16 << 10  // least size of a file, and the unit of its growth
	recordUnit = 32        // records are aligned to it
	recordHead = 16        // value, length of the name, next record
	lengthMask = 0x00ffffff
	maxName    = 4096
	Suffix     = ".v1.count"
)

// headerLength checks how a counter file begins and gives H.
func headerLength(data []byte) (int, error) {
	switch {
	case len(data) == 0:
		return 0, problem.Malformed(0, "empty file")
	case len(data) < metaOffset:
		return 0, problem.Malformed(int64(len(data)), "file ends in its header")
	case !bytes.HasPrefix(data, []byte(magic)):
		return 0, problem.Malformed(0, "not a counter file of format v1: it begins with other bytes")
	}
	n := binary.NativeEndian.Uint32(data[len(magic):])
	switch {
	case plausibleHeader(n):
		return int(n), nil
	case plausibleHeader(bits.ReverseBytes32(n)):
		return 0, problem.Malformed(int64(len(magic)), "written on a machine of the other byte order")
	}
	return 0, problem.Malformed(int64(len(magic)), "impossible header length %d", n)
}

// fatalHeader marks err, which [headerLength] gave for a file of that size, where
// Go's own reader does not check the length and slices beyond its bounds.
func fatalHeader(err error, data []byte, size int64) error {
	var bad *problem.FormatError
	if errors.As(err, &bad) && size >= PageBytes && bytes.HasPrefix(data, []byte(magic)) &&
		binary.NativeEndian.Uint32(data[len(magic):]) < metaOffset {
		bad.Fatal = problem.CrashesGo
	}
	return err
}

func plausibleHeader(n uint32) bool {
	return n >= metaOffset && n%recordUnit == 0 && n <= PageBytes
}
