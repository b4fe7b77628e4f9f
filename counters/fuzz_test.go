package counters

import (
	"bytes"
	"encoding/binary"
	stdjson "encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What our reader takes, the library reads in the same way. It is not asked about
// anything else: there are files that it hangs on.
func FuzzCounterFile(f *testing.F) {
	for _, seed := range [][]byte{
		sample.bytes(), swapHeader(sample.bytes()), []byte(magic),
		countFile{begin: "2026-11-22", end: "2026-11-29", counts: []count{
			{"a\nb.c:+1,+0x1\n\".d:=2,+0x2", 5}, {"a\nb.c:+1,+0x1\nb.d:=2,+0x2", 6}, {"x:y", 0},
		}}.bytes(),
	} {
		f.Add(bytes.TrimRight(seed, "\x00"), true)
		f.Add(bytes.TrimRight(seed, "\x00"), false)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte, whole bool) {
		if whole {
			data = append(data, make([]byte, roundUp(len(data)+1, pageBytes)-len(data))...)
		}
		path := filepath.Join(dir, "f.v1.count")
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		var r Reader
		if err := r.Open(path); err != nil {
			return
		}
		got, err := r.Counts()
		r.Close()
		if err != nil {
			return
		}
		want, err := oracle(t, path)
		if err != nil {
			t.Fatalf("the library says %v", err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-library +ours)\n%s", d)
		}
		g := newGatherer(newInterner())
		h, s, err := anywhere().openRegular(path)
		if err != nil {
			t.Fatal(err)
		}
		found, err := g.add(h, s)
		if err != nil {
			t.Fatalf("the index says %v", err)
		}
		gathered := map[string]uint64{}
		for _, b := range g.builds {
			b.tallies(func(day string, tl *tally) {
				if day != found.day {
					t.Errorf("numbers of %s, want %s", day, found.day)
				}
				for _, c := range tl.counts {
					gathered[c.name] = c.value
				}
			})
		}
		if d := cmp.Diff(want, gathered); d != "" {
			t.Errorf("(-library +index)\n%s", d)
		}
	})
}

// A report means the same to us and to the standard library, which Go reads it by.
func FuzzReport(f *testing.F) {
	f.Add([]byte(`{"Week":"2026-11-15","LastWeek":"","X":0.25,"Programs":[{"Program":"p","Version":"v","GoVersion":"g","GOOS":"o","GOARCH":"a","Counters":{"a":1,"b":2},"Stacks":{"s\nf":3}}],"Config":"v1"}`))
	f.Add([]byte(`{"week":null,"programs":[null,{},{"counters":{"a":1,"a":2,"\u0041\ud800":-9223372036854775808}}],"other":[{}]}`))
	f.Add([]byte(`{"Programs":[{"Counters":{"a":1.5}}]}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := parseReport(data, newInterner())
		var want struct {
			Week, LastWeek, Config string
			X                      float64
			Programs               []*ProgramReport
		}
		stdErr := stdjson.Unmarshal(data, &want)
		if (err == nil) != (stdErr == nil) && string(bytes.TrimSpace(data)) != "null" {
			t.Errorf("we say %v, the standard library %v", err, stdErr)
		}
		if err != nil || stdErr != nil {
			return
		}
		if got.week != want.Week || got.lastWeek != want.LastWeek || got.config != want.Config || got.x != want.X {
			t.Errorf("got %+v, want %+v", got, want)
		}
		programs := slices.DeleteFunc(want.Programs, func(p *ProgramReport) bool { return p == nil })
		if len(got.programs) != len(programs) {
			t.Fatalf("%d programs, want %d", len(got.programs), len(programs))
		}
		for i, p := range programs {
			counts := map[string]int64{}
			for _, c := range got.programs[i].counts {
				counts[c.name] = int64(c.value)
			}
			all := map[string]int64{}
			maps.Copy(all, p.Counters)
			maps.Copy(all, p.Stacks)
			if d := cmp.Diff(all, counts); d != "" {
				t.Errorf("(-standard library +ours)\n%s", d)
			}
		}
	})
}

func FuzzUploadConfig(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "config.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"programs":[{"name":"p","counters":[{"name":"a:{b,{c}},d","rate":0.5}],"stacks":[{"name":"a:b"}]}]}`))
	f.Add([]byte(`{"Programs":[null]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ParseUploadConfig(data)
		if err != nil {
			return
		}
		var want configFile
		if err := stdjson.Unmarshal(data, &want); err != nil {
			t.Skip("more lenient than Go:", err)
		}
		for _, p := range want.Programs {
			for _, s := range p.Stacks {
				if _, ok := c.Approves(p.Name, s.Name); !ok {
					t.Errorf("stack %q of %q is not approved", s.Name, p.Name)
				}
			}
			for _, n := range p.Counters {
				if _, _, several := strings.Cut(n.Name, "{"); several {
					continue
				}
				if _, ok := c.Approves(p.Name, n.Name); !ok {
					t.Errorf("counter %q of %q is not approved", n.Name, p.Name)
				}
			}
		}
	})
}

// Names of stacks are decoded as by the library.
func FuzzStackName(f *testing.F) {
	for _, name := range []string{
		"plain", "s\na/b.f:+1,+0x2\n\".g:=3,+0x4", "s\n\".f", "a.b\n\".c", "s\n.\n\".\n\"\n", "s\na.\"\n\".x\n\"\ntruncated\n", "\n", "s\n\"..f", "\".a",
	} {
		f.Add(name)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, name string) {
		if name == "" || len(name) > maxName {
			return
		}
		path := filepath.Join(dir, "f.v1.count")
		data := countFile{begin: "2026-11-22", end: "2026-11-29", counts: []count{{name, 1}}}.bytes()
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		want, err := oracle(t, path)
		if err != nil {
			t.Fatal(err)
		}
		decoded := DecodeStack(name)
		if _, ok := want[decoded]; !ok {
			t.Errorf("%q is decoded as %q, by the library as %q", name, decoded, slices.Collect(maps.Keys(want)))
		}
		head, frames := SplitStack(decoded)
		if strings.Contains(head, "\n") || slices.ContainsFunc(frames, func(s string) bool { return s == "" || strings.Contains(s, "\n") }) {
			t.Errorf("%q is cut into %q and %q", decoded, head, frames)
		}
	})
}

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
