package counttest

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// SwapHeader returns data with the length of its header in the other byte order.
func SwapHeader(data []byte) []byte {
	data = slices.Clone(data)
	n := binary.NativeEndian.Uint32(data[len(Magic):])
	binary.NativeEndian.PutUint32(data[len(Magic):], bits.ReverseBytes32(n))
	return data
}
