package counters

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
)

// sums adds up counters by name; of stacks only the name proper is taken, which is
// all that a summary keeps of their encoding.
type sums map[string]uint64

func (s sums) add(name string, value uint64) {
	name, _ = SplitStack(name)
	s[name] += value
}

// sumsOf takes a summary, or one week of it, to pieces. Counters at 0 are left out.
func sumsOf(p ProgramSummary, week int) sums {
	s := sums{}
	value := func(n Numbers) uint64 {
		if week < 0 {
			return n.Total
		}
		return n.Series[week]
	}
	for _, c := range p.Charts {
		if c.Kind == Count {
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

// Totals are those of the library's own reader, per week and program and per
// version.
func TestTotalsAsLibrary(t *testing.T) {
	dir := t.TempDir()
	fillFiles(t, dir, 300, 8, noon)
	writeWeekends(t, dir, time.Wednesday)
	task{Kind: "count", Dir: dir, Counts: []named{{"own/a", 3}, {"own/b:c", 4}}, Stacks: []string{"own/stack"}}.do(t)

	type weekProgram struct{ week, program string }
	want := map[weekProgram]sums{}
	versions := map[Build]uint64{}
	var r Reader
	for _, path := range counterFiles(t, dir) {
		if err := r.Open(path); err != nil {
			t.Fatal(err)
		}
		span := r.Span()
		r.Close()
		counts, err := oracle(t, path)
		if err != nil {
			t.Fatal(err)
		}
		key := weekProgram{span.End.Format(time.DateOnly), span.Program}
		if want[key] == nil {
			want[key] = sums{}
		}
		for name, value := range counts {
			want[key].add(name, value)
			versions[Build{span.Program, span.Version, span.GoVersion, span.GOOS, span.GOARCH}] += value
		}
	}
	s := summaryOf(t, dir, SummaryOptions{})
	got := map[weekProgram]sums{}
	gotVersions := map[Build]uint64{}
	for _, p := range s.Programs {
		for i, w := range s.Weeks {
			if n := sumsOf(p, i); len(n) > 0 {
				got[weekProgram{w.Week, p.Program}] = n
			}
		}
		for _, v := range p.Versions {
			gotVersions[Build{p.Program, v.Version, v.GoVersion, v.GOOS, v.GOARCH}] = v.Total
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

// gotelemetry builds the program of that name of the telemetry module.
func gotelemetry(tb testing.TB) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "gotelemetry.exe")
	out, err := exec.Command("go", "build", "-o", path, "golang.org/x/telemetry/cmd/gotelemetry").CombinedOutput()
	if err != nil {
		tb.Fatalf("building gotelemetry: %v\n%s", err, out)
	}
	return path
}

// userDir gives a HOME and the telemetry directory in it.
func userDir(tb testing.TB) (dir string, env []string) {
	tb.Helper()
	home := tb.TempDir()
	dir = filepath.Join(home, ".config", "go", "telemetry")
	env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+filepath.Join(home, ".config"), "AppData="+filepath.Join(home, ".config"), "CI=", "GORACE=atexit_sleep_ms=0")
	return dir, env
}

// Totals are those of `gotelemetry csv`, which knows no weeks and adds up all
// programs under the name of the first.
func TestTotalsAsCSV(t *testing.T) {
	dir, env := userDir(t)
	fillFiles(t, dir, 100, 8, noon)
	fillReports(t, dir, 5, noon)
	// Weeks with both are counted twice by gotelemetry.
	for _, w := range summaryOf(t, dir, SummaryOptions{}).Weeks {
		if w.State == Reported {
			_ = os.Remove(filepath.Join(dir, "local", "local."+w.Week+".json"))
		}
	}
	random := rand.New(rand.NewPCG(7, 8))
	_, old := sampleFile(0, day("2025-01-01"), day("2025-01-05"), random)
	put(t, dir, "local/local.2025-01-05.json", reportJSON(t, "2025-01-05", []countFile{old}))

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
	for _, p := range summaryOf(t, dir, SummaryOptions{}).Programs {
		for name, value := range sumsOf(p, -1) {
			got[name] += value
		}
	}
	if d := cmp.Diff(want.positive(), got); d != "" || len(got) < 100 {
		t.Errorf("%d counters (-csv +summary)\n%s", len(got), d)
	}
}
