package index

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// FuzzHeader checks that the two parsers of metadata agree, and that invalid metadata
// only makes them return an error.
func FuzzHeader(f *testing.F) {
	f.Add([]byte(counttest.Sample.Meta()))
	f.Add([]byte("TimeEnd: 2026-11-29T00:00:00Z\nTimeBegin: 2026-11-22T00:00:00+14:00\n\n\nA: b\n"))
	f.Add([]byte("TimeBegin: \n"))
	path := filepath.Join(f.TempDir(), "f.v1.count")
	f.Fuzz(func(t *testing.T, meta []byte) {
		if len(meta) > 2000 {
			return
		}
		data := bytes.Repeat([]byte{0}, counttest.PageBytes)
		copy(data, counttest.Sample.Bytes()[:counttest.MetaOffset])
		size := counttest.RoundUp(counttest.MetaOffset+len(meta), counttest.RecordUnit)
		binary.NativeEndian.PutUint32(data[len(counttest.Magic):], uint32(size))
		copy(data[counttest.MetaOffset:], meta)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		want, wantErr := counterfile.ParseMeta(data[counttest.MetaOffset:size])
		for range 2 {
			g := newAdder(newInterner())
			for range 2 { // the second time, the adder knows the metadata
				h, s, err := rawfile.AnyDir().OpenRegular(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := g.reader.OpenFile(h, s); err != nil {
					t.Skip("the header is too long for a file:", err)
				}
				found, _, err := g.readBuild()
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
