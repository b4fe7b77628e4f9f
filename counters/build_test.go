package counters

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// countFile makes counter files; what is left empty is as for the go command.
type countFile struct {
	program, version, goVersion, goos, goarch string
	begin, end                                string // days
	counts                                    []testCount
}

type testCount struct {
	name  string
	value uint64
}

func (c countFile) build() counttest.CounterFile {
	f := counttest.CounterFile{
		Program: cmp.Or(c.program, "cmd/go"), Version: c.version, GoVersion: cmp.Or(c.goVersion, "go1.26.8"),
		GOOS: cmp.Or(c.goos, "linux"), GOARCH: cmp.Or(c.goarch, "amd64"), Begin: c.begin, End: c.end,
	}
	for _, n := range c.counts {
		f.Counts = append(f.Counts, counttest.Count{Name: n.name, Value: n.value})
	}
	return f
}

func (c countFile) meta() string  { return c.build().Meta() }
func (c countFile) bytes() []byte { return c.build().Bytes() }

func bucketOf(name string) uint32 { return counttest.Bucket(name) }
func roundUp(n, unit int) int     { return counttest.RoundUp(n, unit) }

// swapHeader gives the file as a machine of the other byte order would begin it.
func swapHeader(data []byte) []byte {
	data = slices.Clone(data)
	n := binary.NativeEndian.Uint32(data[len(magic):])
	binary.NativeEndian.PutUint32(data[len(magic):], bits.ReverseBytes32(n))
	return data
}
