package counters_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// sums adds up counters by name. It uses only the plain name of a stack, since a summary
// doesn't keep the encoding of the frames.
type sums map[string]uint64

func (s sums) add(name string, value uint64) {
	name, _ = counterfile.SplitStack(name)
	s[name] += value
}

// sumsOf returns the sums of a summary, or of one of its weeks, without counters at 0.
func sumsOf(p summary.Program, week int) sums {
	s := sums{}
	value := func(n summary.Numbers) uint64 {
		if week < 0 {
			return n.Total
		}
		return n.Series[week]
	}
	for _, c := range p.Charts {
		if c.Kind == summary.Count {
			s[c.Name] += value(c.Numbers)
		}
		for _, b := range c.Buckets {
			s[c.Name+":"+b.Name] += value(b.Numbers)
		}
	}
	for _, st := range p.Stacks {
		s[st.Name] += value(st.Numbers)
	}
	return s.positive()
}

func (s sums) positive() sums {
	for name, value := range s {
		if value == 0 {
			delete(s, name)
		}
	}
	return s
}

// TestTotalsAsLibrary compares the totals of programs, weeks and versions with those of
// the library's reader.
func TestTotalsAsLibrary(t *testing.T) {
	dir := t.TempDir()
	counttest.FillFiles(t, dir, 300, 8, counttest.Noon)
	counttest.WriteWeekends(t, dir, time.Wednesday)
	counttest.Task{Kind: "count", Dir: dir, Counts: []counttest.Named{{Name: "own/a", Value: 3}, {Name: "own/b:c", Value: 4}}, Stacks: []string{"own/stack"}}.Do(t)

	type weekProgram struct{ week, program string }
	want := map[weekProgram]sums{}
	versions := map[counterfile.Build]uint64{}
	var r counterfile.Reader
	for _, path := range counttest.CounterFiles(t, dir) {
		if err := r.Open(path); err != nil {
			t.Fatal(err)
		}
		span := r.Header()
		r.Close()
		counts, err := counttest.Oracle(t, path)
		if err != nil {
			t.Fatal(err)
		}
		key := weekProgram{span.End.Format(time.DateOnly), span.Program}
		if want[key] == nil {
			want[key] = sums{}
		}
		for name, value := range counts {
			want[key].add(name, value)
			versions[counterfile.Build{Program: span.Program, Version: span.Version, GoVersion: span.GoVersion, GOOS: span.GOOS, GOARCH: span.GOARCH}] += value
		}
	}
	s := summary.Of(index.New(dir), summary.Options{Now: counttest.Noon})
	got := map[weekProgram]sums{}
	gotVersions := map[counterfile.Build]uint64{}
	for _, p := range s.Programs {
		for i, w := range s.Weeks {
			if n := sumsOf(p, i); len(n) > 0 {
				got[weekProgram{w.Week, p.Program}] = n
			}
		}
		for _, v := range p.Versions {
			gotVersions[counterfile.Build{Program: p.Program, Version: v.Version, GoVersion: v.GoVersion, GOOS: v.GOOS, GOARCH: v.GOARCH}] = v.Total
		}
	}
	for _, n := range want {
		n.positive()
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-library +summary)\n%s", d)
	}
	if d := cmp.Diff(versions, gotVersions); d != "" {
		t.Errorf("(-library +summary)\n%s", d)
	}
}

// gotelemetry builds the program gotelemetry from the telemetry module.
func gotelemetry(tb testing.TB) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "gotelemetry.exe")
	out, err := exec.Command("go", "build", "-o", path, "golang.org/x/telemetry/cmd/gotelemetry").CombinedOutput()
	if err != nil {
		tb.Fatalf("building gotelemetry: %v\n%s", err, out)
	}
	return path
}

// TestTotalsAsCSV compares the totals with those of `gotelemetry csv`, which ignores
// weeks and adds up all programs under the name of the first.
func TestTotalsAsCSV(t *testing.T) {
	dir, env := counttest.UserDir(t)
	counttest.FillFiles(t, dir, 100, 8, counttest.Noon)
	counttest.FillReports(t, dir, 5, counttest.Noon)
	// gotelemetry counts weeks with both twice.
	for _, w := range summary.Of(index.New(dir), summary.Options{Now: counttest.Noon}).Weeks {
		if w.State == weeks.Reported {
			_ = os.Remove(filepath.Join(dir, "local", "local."+w.Week+".json"))
		}
	}
	random := rand.New(rand.NewPCG(7, 8))
	_, old := counttest.SampleFile(0, counttest.Day("2025-01-01"), counttest.Day("2025-01-05"), random)
	counttest.Put(t, dir, "local/local.2025-01-05.json", counttest.ReportJSON(t, "2025-01-05", []counttest.CounterFile{old}))

	cmd := exec.Command(gotelemetry(t), "csv")
	cmd.Env = env
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := sums{}
	for line := range strings.Lines(string(out)) {
		number, rest, _ := strings.Cut(line, ",")
		value, err := strconv.ParseUint(number, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil {
			t.Fatal(err)
		}
		name, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatal(err)
		}
		want.add(name, value)
	}
	got := sums{}
	for _, p := range summary.Of(index.New(dir), summary.Options{Now: counttest.Noon}).Programs {
		for name, value := range sumsOf(p, -1) {
			got[name] += value
		}
	}
	if d := cmp.Diff(want.positive(), got); d != "" || len(got) < 100 {
		t.Errorf("%d counters (-csv +summary)\n%s", len(got), d)
	}
}
