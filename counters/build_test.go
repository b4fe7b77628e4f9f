package counters

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// countFile makes counter files of any content, also of content that the real
// library would never write. What the library writes is tested with the library.
type countFile struct {
	program, version, goVersion, goos, goarch string
	begin, end                                string // days
	counts                                    []count
}

func (c countFile) meta() string {
	or := func(s, other string) string {
		if s == "" {
			return other
		}
		return s
	}
	return fmt.Sprintf("TimeBegin: %sT00:00:00Z\nTimeEnd: %sT00:00:00Z\nProgram: %s\nVersion: %s\nGoVersion: %s\nGOOS: %s\nGOARCH: %s\n\n",
		c.begin, c.end, or(c.program, "cmd/go"), c.version, or(c.goVersion, "go1.26.8"), or(c.goos, "linux"), or(c.goarch, "amd64"))
}

func (c countFile) bytes() []byte {
	meta := c.meta()
	header := roundUp(metaOffset+len(meta), recordUnit)
	data := make([]byte, header)
	copy(data, magic)
	binary.NativeEndian.PutUint32(data[len(magic):], uint32(header))
	copy(data[metaOffset:], meta)
	data = append(data, make([]byte, roundUp(header+tableBytes, recordUnit)-header)...)
	for _, n := range c.counts {
		data = appendRecord(data, header, n)
	}
	if len(c.counts) > 0 {
		binary.NativeEndian.PutUint32(data[header:], uint32(len(data)))
	}
	size := roundUp(len(data)+1, pageBytes)
	return append(data, make([]byte, size-len(data))...)
}

func appendRecord(data []byte, header int, c count) []byte {
	size := roundUp(recordHead+len(c.name), recordUnit)
	if at := len(data); at/pageBytes != (at+size)/pageBytes {
		data = append(data, make([]byte, roundUp(at, pageBytes)-at)...)
	}
	at := len(data)
	data = append(data, make([]byte, size)...)
	head := data[header+4+4*int(bucketOf(c.name)):]
	record := data[at:]
	binary.NativeEndian.PutUint64(record, c.value)
	binary.NativeEndian.PutUint32(record[8:], uint32(len(c.name))|0xff000000)
	copy(record[12:16], head[:4])
	copy(record[recordHead:], c.name)
	binary.NativeEndian.PutUint32(head, uint32(at))
	return data
}

func bucketOf(name string) uint32 {
	h := uint32(2166136261)
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return (h ^ h>>16) % tableSize
}

func roundUp(n, unit int) int { return (n + unit - 1) / unit * unit }

// swapHeader gives the file as a machine of the other byte order would begin it.
func swapHeader(data []byte) []byte {
	data = slices.Clone(data)
	n := binary.NativeEndian.Uint32(data[len(magic):])
	binary.NativeEndian.PutUint32(data[len(magic):], bits.ReverseBytes32(n))
	return data
}
