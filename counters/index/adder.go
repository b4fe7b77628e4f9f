package index

import (
	"bytes"
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// adder reads counter files and adds up their counters by week and build. Each worker
// of an [Index] has its own adder.
type adder struct {
	reader  counterfile.Reader
	names   *interner
	builds  map[string]*buildSums // by the metadata after the two times
	moments map[string]moment     // by their text
	scratch []slotted             // the counters of the open file
	file    uint32                // the number of the open file
}

// moment is a time in the metadata, and the name of a week that ends then.
type moment struct {
	time time.Time
	day  string
}

// slotted is the value of the counter in a slot of a [buildSums].
type slotted struct {
	slot  int32
	value uint64
}

// fileFacts is what the metadata of a counter file says.
type fileFacts struct {
	build      counterfile.Build
	begin, end time.Time
	day        string
}

func newAdder(names *interner) *adder {
	return &adder{names: names, builds: map[string]*buildSums{}, moments: map[string]moment{}}
}

// addFile reads one file, and adds all of its numbers or, after an error, none.
func (a *adder) addFile(h rawfile.File, s rawfile.Stamp) (fileFacts, error) {
	if err := a.reader.OpenFile(h, s); err != nil {
		return fileFacts{}, err
	}
	defer a.reader.Close()
	f, b, err := a.readBuild()
	if err != nil {
		return f, err
	}
	if err := a.readCounts(b); err != nil {
		return f, err
	}
	b.week(f.day).commit(b, a.scratch)
	return f, nil
}

// readBuild reads the build and the times from the metadata of the open file. To save
// parsing, it relies on a pattern: nearly all metadata begins with the two times, and
// the rest is one of a few texts.
func (a *adder) readBuild() (fileFacts, *buildSums, error) {
	meta := a.reader.Meta()
	begin, rest, ok1 := cutLine(meta, "TimeBegin: ")
	end, tail, ok2 := cutLine(rest, "TimeEnd: ")
	if ok1 && ok2 {
		if b := a.builds[string(tail)]; b != nil {
			from, known1 := a.moments[string(begin)]
			to, known2 := a.moments[string(end)]
			if known1 && known2 {
				return fileFacts{b.build, from.time, to.time, to.day}, b, nil
			}
		}
	}
	span, err := counterfile.ParseMeta(meta)
	if err != nil {
		return fileFacts{}, nil, err
	}
	to := moment{span.End, a.names.string(span.End.Format(time.DateOnly))}
	if !ok1 || !ok2 {
		tail = meta
	} else {
		a.moments[string(begin)] = moment{time: span.Begin, day: a.names.string(span.Begin.Format(time.DateOnly))}
		a.moments[string(end)] = to
	}
	b := a.builds[string(tail)]
	if b == nil {
		b = newBuildSums(a.internBuild(span))
		a.builds[string(tail)] = b
	}
	return fileFacts{b.build, span.Begin, span.End, to.day}, b, nil
}

func (a *adder) internBuild(s counterfile.Header) counterfile.Build {
	return counterfile.Build{
		Program: a.names.string(s.Program), Version: a.names.string(s.Version), GoVersion: a.names.string(s.GoVersion),
		GOOS: a.names.string(s.GOOS), GOARCH: a.names.string(s.GOARCH),
	}
}

func cutLine(text []byte, key string) (value, rest []byte, ok bool) {
	line, rest, ok := bytes.Cut(text, []byte("\n"))
	value, found := bytes.CutPrefix(line, []byte(key))
	return value, rest, ok && found
}

// readCounts reads the counters of the open file into scratch.
func (a *adder) readCounts(b *buildSums) error {
	a.scratch = a.scratch[:0]
	a.file++
	var twice error
	err := a.reader.Walk(func(name []byte, value uint64) bool {
		slot, known := b.slots[string(name)]
		if !known {
			slot = b.slot(a.names, name)
		}
		if b.last[slot] != a.file {
			b.last[slot] = a.file
			a.scratch = append(a.scratch, slotted{slot, value})
			return true
		}
		if b.names[slot] == string(name) {
			twice = problem.Malformed(a.reader.Offset(), "counter %s appears twice", printable.Quote(name))
			return false
		}
		// These are two encodings of one stack. The later one counts, as in Go.
		i := slices.IndexFunc(a.scratch, func(s slotted) bool { return s.slot == slot })
		a.scratch[i].value = value
		return true
	})
	if err == nil {
		err = twice
	}
	return err
}
