package counttest

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// SwapHeader gives the file as a machine of the other byte order would begin it.
func SwapHeader(data []byte) []byte {
	data = slices.Clone(data)
	n := binary.NativeEndian.Uint32(data[len(Magic):])
	binary.NativeEndian.PutUint32(data[len(Magic):], bits.ReverseBytes32(n))
	return data
}
