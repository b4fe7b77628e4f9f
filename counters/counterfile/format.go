package counterfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// The layout of a v1 counter file, in the byte order of the machine that writes it.
// The file begins with magic and the length H of the header, which ends with the
// metadata. The limit is at offset H, followed by the table of chain heads and by the
// records.
const (
	magic      = "# telemetry/counter file v1\n"
	metaOffset = 32        // where the metadata begins, right after H
	tableSize  = 512       // number of chain heads
	tableBytes = 4 + 4*512 // limit and chain heads
	PageBytes  = 16 << 10  // minimum size of a file, and the unit of its growth
	recordUnit = 32        // alignment of records
	recordHead = 16        // value, length of the name, next record
	lengthMask = 0x00ffffff
	maxName    = 4096
	Suffix     = ".v1.count"
)

// headerLength checks the first bytes of a counter file and returns H.
func headerLength(data []byte) (int, error) {
	switch {
	case len(data) == 0:
		return 0, problem.Malformed(0, "empty file")
	case len(data) < metaOffset:
		return 0, problem.Malformed(int64(len(data)), "file ends inside its header")
	case !bytes.HasPrefix(data, []byte(magic)):
		return 0, problem.Malformed(0, "not a v1 counter file: it begins with other bytes")
	}
	n := binary.NativeEndian.Uint32(data[len(magic):])
	switch {
	case plausibleHeader(n):
		return int(n), nil
	case plausibleHeader(bits.ReverseBytes32(n)):
		return 0, problem.Malformed(int64(len(magic)), "written on a machine with the opposite byte order")
	}
	return 0, problem.Malformed(int64(len(magic)), "invalid header length %d", n)
}

// fatalHeader marks err, an error of [headerLength], as fatal if the header makes Go's
// reader panic: it slices beyond its bounds because it doesn't check the length. size is
// the size of the file.
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
