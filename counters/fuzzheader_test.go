package counters

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// Nothing that stands in a header makes the parsers fail otherwise than by an
// error, and they agree.
func FuzzHeader(f *testing.F) {
	f.Add([]byte(sample.meta()))
	f.Add([]byte("TimeEnd: 2026-11-29T00:00:00Z\nTimeBegin: 2026-11-22T00:00:00+14:00\n\n\nA: b\n"))
	f.Add([]byte("TimeBegin: \n"))
	f.Fuzz(func(t *testing.T, meta []byte) {
		if len(meta) > 2000 {
			return
		}
		data := bytes.Repeat([]byte{0}, pageBytes)
		copy(data, sample.bytes()[:metaOffset])
		size := roundUp(metaOffset+len(meta), recordUnit)
		binary.NativeEndian.PutUint32(data[len(magic):], uint32(size))
		copy(data[metaOffset:], meta)
		want, wantErr := parseMeta(data[metaOffset:size])
		for range 2 {
			g := newGatherer(newInterner())
			for range 2 { // the second time from what is remembered
				if err := g.reader.start(&memory{[][]byte{data}}, pageBytes); err != nil {
					t.Skip("the header is too long here:", err)
				}
				found, _, err := g.whose()
				if (err == nil) != (wantErr == nil) {
					t.Fatalf("got %v, want %v", err, wantErr)
				}
				if err != nil {
					return
				}
				if !found.begin.Equal(want.Begin) || !found.end.Equal(want.End) || found.build.Program != want.Program ||
					found.build.GOARCH != want.GOARCH || found.day != want.End.Format("2006-01-02") {
					t.Errorf("got %+v, want %+v", found, want)
				}
			}
		}
	})
}
