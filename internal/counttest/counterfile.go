// Package counttest makes counter files for tests, also such as the library of
// Go telemetry would never write. What the library writes is tested with the
// library.
package counttest

import (
	"encoding/binary"
	"fmt"
)

// The layout of a counter file of format v1.
const (
	magic      = "# telemetry/counter file v1\n"
	metaOffset = len(magic) + 4
	tableSize  = 512
	tableBytes = 4 + 4*tableSize
	pageBytes  = 16 << 10
	recordUnit = 32
	recordHead = 16
)

// Count is a counter with its value. The name of a stack counter has lines.
type Count struct {
	Name  string
	Value uint64
}

// CounterFile is what a counter file holds.
type CounterFile struct {
	Program, Version, GoVersion, GOOS, GOARCH string
	Begin, End                                string // days, or times in RFC 3339
	Counts                                    []Count
}

// Meta is the metadata in the header of the file.
func (c CounterFile) Meta() string {
	return fmt.Sprintf("TimeBegin: %s\nTimeEnd: %s\nProgram: %s\nVersion: %s\nGoVersion: %s\nGOOS: %s\nGOARCH: %s\n\n",
		moment(c.Begin), moment(c.End), c.Program, c.Version, c.GoVersion, c.GOOS, c.GOARCH)
}

func moment(text string) string {
	if len(text) == len("2006-01-02") {
		return text + "T00:00:00Z"
	}
	return text
}

// Bytes is the content of the file.
func (c CounterFile) Bytes() []byte {
	meta := c.Meta()
	header := RoundUp(metaOffset+len(meta), recordUnit)
	data := make([]byte, header)
	copy(data, magic)
	binary.NativeEndian.PutUint32(data[len(magic):], uint32(header))
	copy(data[metaOffset:], meta)
	data = append(data, make([]byte, RoundUp(header+tableBytes, recordUnit)-header)...)
	for _, n := range c.Counts {
		data = appendRecord(data, header, n)
	}
	if len(c.Counts) > 0 {
		binary.NativeEndian.PutUint32(data[header:], uint32(len(data)))
	}
	size := RoundUp(len(data)+1, pageBytes)
	return append(data, make([]byte, size-len(data))...)
}

func appendRecord(data []byte, header int, c Count) []byte {
	size := RoundUp(recordHead+len(c.Name), recordUnit)
	if at := len(data); at/pageBytes != (at+size)/pageBytes {
		data = append(data, make([]byte, RoundUp(at, pageBytes)-at)...)
	}
	at := len(data)
	data = append(data, make([]byte, size)...)
	head := data[header+4+4*int(Bucket(c.Name)):]
	record := data[at:]
	binary.NativeEndian.PutUint64(record, c.Value)
	binary.NativeEndian.PutUint32(record[8:], uint32(len(c.Name))|0xff000000)
	copy(record[12:16], head[:4])
	copy(record[recordHead:], c.Name)
	binary.NativeEndian.PutUint32(head, uint32(at))
	return data
}

// Bucket is the place of a counter in the table.
func Bucket(name string) uint32 {
	h := uint32(2166136261)
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return (h ^ h>>16) % tableSize
}

// RoundUp gives the least multiple of unit from n on.
func RoundUp(n, unit int) int { return (n + unit - 1) / unit * unit }
