// Package counttest makes counter files for tests, including ones that the Go telemetry
// library would never write. For files as the library writes them, tests run the library.
package counttest

import (
	"cmp"
	"encoding/binary"
	"fmt"
)

// The layout of a counter file of format v1.
const (
	Magic      = "# telemetry/counter file v1\n"
	MetaOffset = len(Magic) + 4
	TableSize  = 512
	TableBytes = 4 + 4*TableSize
	PageBytes  = 16 << 10
	RecordUnit = 32
	RecordHead = 16
	MaxName    = 4096
	Suffix     = ".v1.count"
)

// Count is a counter with its value. The name of a stack counter has several lines.
type Count struct {
	Name  string
	Value uint64
}

// CounterFile is the content of a counter file. Empty fields, except Version, have the
// values of the go command on Linux.
type CounterFile struct {
	Program, Version, GoVersion, GOOS, GOARCH string
	Begin, End                                string // dates, or times in RFC 3339
	Counts                                    []Count
}

// Meta returns the metadata in the header of the file.
func (c CounterFile) Meta() string {
	return fmt.Sprintf("TimeBegin: %s\nTimeEnd: %s\nProgram: %s\nVersion: %s\nGoVersion: %s\nGOOS: %s\nGOARCH: %s\n\n",
		moment(c.Begin), moment(c.End), cmp.Or(c.Program, "cmd/go"), c.Version, cmp.Or(c.GoVersion, "go1.26.8"),
		cmp.Or(c.GOOS, "linux"), cmp.Or(c.GOARCH, "amd64"))
}

func moment(text string) string {
	if len(text) == len("2006-01-02") {
		return text + "T00:00:00Z"
	}
	return text
}

// Bytes returns the content of the file.
func (c CounterFile) Bytes() []byte {
	meta := c.Meta()
	header := RoundUp(MetaOffset+len(meta), RecordUnit)
	data := make([]byte, header)
	copy(data, Magic)
	binary.NativeEndian.PutUint32(data[len(Magic):], uint32(header))
	copy(data[MetaOffset:], meta)
	data = append(data, make([]byte, RoundUp(header+TableBytes, RecordUnit)-header)...)
	for _, n := range c.Counts {
		data = appendRecord(data, header, n)
	}
	if len(c.Counts) > 0 {
		binary.NativeEndian.PutUint32(data[header:], uint32(len(data)))
	}
	size := RoundUp(len(data)+1, PageBytes)
	return append(data, make([]byte, size-len(data))...)
}

func appendRecord(data []byte, header int, c Count) []byte {
	size := RoundUp(RecordHead+len(c.Name), RecordUnit)
	if at := len(data); at/PageBytes != (at+size)/PageBytes {
		data = append(data, make([]byte, RoundUp(at, PageBytes)-at)...)
	}
	at := len(data)
	data = append(data, make([]byte, size)...)
	head := data[header+4+4*int(Bucket(c.Name)):]
	record := data[at:]
	binary.NativeEndian.PutUint64(record, c.Value)
	binary.NativeEndian.PutUint32(record[8:], uint32(len(c.Name))|0xff000000)
	copy(record[12:16], head[:4])
	copy(record[RecordHead:], c.Name)
	binary.NativeEndian.PutUint32(head, uint32(at))
	return data
}

// Bucket returns the index of a counter in the hash table.
func Bucket(name string) uint32 {
	h := uint32(2166136261)
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return (h ^ h>>16) % TableSize
}

// RoundUp returns the smallest multiple of unit that is at least n.
func RoundUp(n, unit int) int { return (n + unit - 1) / unit * unit }
