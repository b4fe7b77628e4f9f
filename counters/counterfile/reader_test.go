package counterfile

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// memory is a source in memory. Each call of Stat switches to the next of its contents,
// as if a program had written to the file.
type memory struct{ looks [][]byte }

func (m *memory) Stat() (rawfile.Stamp, error) {
	if len(m.looks) > 1 {
		m.looks = m.looks[1:]
	}
	return rawfile.Stamp{Size: int64(len(m.looks[0])), Regular: true}, nil
}

func (m *memory) ReadAt(p []byte, offset int64) (int, error) {
	if offset > int64(len(m.looks[0])) {
		return 0, nil
	}
	return copy(p, m.looks[0][offset:]), nil
}

// countsOf reads the counters of a file whose content changes while it is being read.
func countsOf(looks ...[]byte) (map[string]uint64, error) {
	var r Reader
	if err := r.start(&memory{looks}, int64(len(looks[0]))); err != nil {
		return nil, err
	}
	if _, err := r.readMeta(); err != nil {
		return nil, err
	}
	return r.Counts()
}

func TestReaderRejects(t *testing.T) {
	set := func(at int, v uint32) func([]byte) []byte {
		return func(data []byte) []byte {
			binary.NativeEndian.PutUint32(data[at:], v)
			return data
		}
	}
	headOf := func(name string) int { return counttest.HeaderLen + 4 + 4*int(counttest.Bucket(name)) }
	invocations := headOf("go/invocations")
	for _, test := range []struct {
		name   string
		change func([]byte) []byte
		want   string
	}{
		{"empty", func([]byte) []byte { return nil }, "empty file at offset 0"},
		{"cut in the magic", func(d []byte) []byte { return d[:20] }, "file ends inside its header at offset 20"},
		{"cut in the page", func(d []byte) []byte { return d[:PageBytes-1] }, "file ends before the end of its first page at offset 16383"},
		{"foreign", func(d []byte) []byte { d[0] = '!'; return d }, "not a v1 counter file: it begins with other bytes at offset 0"},
		{"other byte order", counttest.SwapHeader, "written on a machine with the opposite byte order at offset 28"},
		{"header too short", set(28, 31), "invalid header length 31 at offset 28"},
		{"header not aligned", set(28, 200), "invalid header length 200 at offset 28"},
		{"header too long", set(28, PageBytes+32), "invalid header length 16416 at offset 28"},
		{"header fills the page", set(28, PageBytes), "reference to byte 18436, past the end of the file at offset 16384"},
		{"no colon", func(d []byte) []byte { return slices.Concat(d[:32], []byte("TimeBegin="), d[42:]) }, "metadata line without a colon at offset 32"},
		{"no end", func(d []byte) []byte { return []byte(strings.Replace(string(d), "TimeEnd", "TimeOdd", 1)) }, "metadata lacks TimeBegin or TimeEnd at offset 32"},
		{"head in the table", set(invocations, uint32(counttest.HeaderLen+64)), "invalid record offset 256 at offset "},
		{"head not aligned", set(invocations, uint32(counttest.FirstRecord+4)), "invalid record offset "},
		{"head dead", set(invocations, math.MaxUint32), "invalid record offset 4294967295 at offset "},
		{"head past the end", set(invocations, 4*PageBytes), "reference to byte 65552, past the end of the file at offset 16384"},
		{"head past any end", set(invocations, maxFile-32), "reference to byte 67108848, past the end of the file at offset 16384"},
		{"name without length", set(counttest.FirstRecord+8, 0xff000000), "invalid length 0 of a counter name at offset "},
		{"name too long", set(counttest.FirstRecord+8, 0xff000000|(maxName+1)), "invalid length 4097 of a counter name at offset "},
		{"chain to itself", set(counttest.FirstRecord+12, uint32(counttest.FirstRecord)), `counter "go/invocations" appears twice at offset 2272`},
		{"in two chains", set(counttest.HeaderLen+4, uint32(counttest.FirstRecord)), `counter "go/invocations" appears twice at offset 2272`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := countsOf(test.change(counttest.Sample.Bytes()))
			var bad *problem.FormatError
			if !errors.As(err, &bad) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// TestWalkEnds checks that a walk ends even if the caller accepts duplicate names.
func TestWalkEnds(t *testing.T) {
	data := counttest.Sample.Bytes()
	binary.NativeEndian.PutUint32(data[counttest.FirstRecord+12:], uint32(counttest.FirstRecord))
	var r Reader
	if err := r.start(&memory{[][]byte{data}}, int64(len(data))); err != nil {
		t.Fatal(err)
	}
	steps := 0
	err := r.Walk(func([]byte, uint64) bool { steps++; return true })
	if want := "endless chain of records"; err == nil || !strings.HasPrefix(err.Error(), want) || steps != PageBytes/recordUnit {
		t.Errorf("got %v after %d steps, want %s after %d", err, steps, want, PageBytes/recordUnit)
	}
}

func TestReaderReads(t *testing.T) {
	want := map[string]uint64{"go/invocations": 3, "go/subcommand:build": 2, "go/subcommand:test": math.MaxUint64}
	small, large := counttest.Sample, counttest.Sample
	for _, n := range []string{"a", "b", "c", "d", "e", "f"} {
		large.Counts = append(large.Counts, counttest.Count{Name: strings.Repeat(n, maxName), Value: 1})
	}
	wantLarge := maps.Clone(want)
	for _, c := range large.Counts[3:] {
		wantLarge[c.Name] = c.Value
	}
	noLimit := large.Bytes()
	binary.NativeEndian.PutUint32(noLimit[counttest.HeaderLen:], 0)
	for _, test := range []struct {
		name  string
		looks [][]byte
		want  map[string]uint64
	}{
		{"small", [][]byte{small.Bytes()}, want},
		{"no counters", [][]byte{counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29"}.Bytes()}, map[string]uint64{}},
		{"large", [][]byte{large.Bytes()}, wantLarge},
		{"limit not yet written", [][]byte{noLimit}, wantLarge},
		{"grown after the first look", [][]byte{large.Bytes()[:PageBytes], large.Bytes()}, wantLarge},
		{"odd length", [][]byte{append(small.Bytes(), 1, 2, 3)}, want},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := countsOf(test.looks...)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// TestReaderCutFile checks that a file that was truncated while it was being read is not
// completed from the previous content of the buffer.
func TestReaderCutFile(t *testing.T) {
	large := counttest.Sample
	for _, n := range []string{"a", "b", "c", "d", "e", "f"} {
		large.Counts = append(large.Counts, counttest.Count{Name: strings.Repeat(n, maxName), Value: 1})
	}
	data := large.Bytes()
	var r Reader
	if err := r.start(&memory{[][]byte{data}}, int64(len(data))); err != nil {
		t.Fatal(err)
	}
	_, err := r.Counts()
	if err != nil {
		t.Fatal(err)
	}
	err = r.start(&memory{[][]byte{data[:firstRead]}}, int64(len(data)))
	want := "file was truncated while it was being read at offset 8192"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestReaderOpen(t *testing.T) {
	dir := t.TempDir()
	path := counttest.Put(t, dir, "local/x.v1.count", counttest.Sample.Bytes())
	var r Reader
	if err := r.Walk(nil); !errors.Is(err, errNotOpen) {
		t.Errorf("Walk without a file: %v", err)
	}
	if err := r.Open(path); err != nil {
		t.Fatal(err)
	}
	if got := r.Header(); got.Program != "cmd/go" || !got.End.Equal(counttest.Day("2026-11-29")) {
		t.Errorf("Header: %+v", got)
	}
	r.Close()
	if err := r.Open(dir); !errors.Is(err, rawfile.ErrNotRegular) {
		t.Errorf("Open of a directory: %v", err)
	}
	if err := r.Open(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Open of a missing file: %v", err)
	}
}

func TestWalkAllocatesNothing(t *testing.T) {
	path := counttest.Put(t, t.TempDir(), "x.v1.count", counttest.Sample.Bytes())
	var r Reader
	if err := r.Open(path); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var sum uint64
	allocs := testing.AllocsPerRun(100, func() {
		if err := r.Walk(func(_ []byte, value uint64) bool { sum += value; return true }); err != nil {
			t.Fatal(err)
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations per walk, want 0", allocs)
	}
}
