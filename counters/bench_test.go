package counters_test

import (
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// benchScenes are the directories that the budgets are for: counter files, eight for
// each day, and five years of reports of eight programs.
func benchScenes(b *testing.B) []benchScene {
	all := []benchScene{{"files=100", 100, 0}, {"files=1000", 1000, 0}, {"files=10000", 10_000, 0}, {"reports=5y", 0, 260}}
	if testing.Short() {
		return all[:2]
	}
	b.Helper()
	return all
}

type benchScene struct {
	name           string
	files, reports int
}

// fill writes the scene. All weeks have ended, except for the one that includes noon if
// the scene has counter files.
func (s benchScene) fill(b *testing.B, dir string) {
	counttest.FillFiles(b, dir, s.files, 8, counttest.Noon)
	counttest.FillReports(b, dir, s.reports, counttest.Noon)
}

func mustSummary(b *testing.B, summaries *summary.Cache, ix *index.Index, now time.Time) {
	s := summaries.Of(ix, summary.Options{Now: now})
	if len(s.Problems) > 0 || len(s.Programs) == 0 {
		b.Fatal(s.Problems)
	}
}

// BenchmarkSummary measures a first and a second look at a directory. The budget of the
// second look is 1/20 of the first if all weeks have ended.
func BenchmarkSummary(b *testing.B) {
	for _, s := range benchScenes(b) {
		b.Run(s.name, func(b *testing.B) {
			dir := b.TempDir()
			s.fill(b, dir)
			var first, second time.Duration
			for b.Loop() {
				ix := index.New(dir)
				var summaries summary.Cache
				ix.Watch()
				start := time.Now()
				mustSummary(b, &summaries, ix, counttest.Noon.AddDate(0, 0, 8))
				first += time.Since(start)
				start = time.Now()
				mustSummary(b, &summaries, ix, counttest.Noon.AddDate(0, 0, 8).Add(time.Second))
				second += time.Since(start)
				b.StopTimer()
				_ = ix.Close() // takes longer than all of the above
				b.StartTimer()
			}
			reportShare(b, "second/first", second, first)
		})
	}
}

// BenchmarkRunningWeek measures later looks at files of a week that has not ended, all
// of which have to be read again. The budget is the cost of the first look.
func BenchmarkRunningWeek(b *testing.B) {
	for _, s := range benchScenes(b) {
		if s.files == 0 {
			continue
		}
		b.Run(s.name, func(b *testing.B) {
			dir := b.TempDir()
			counttest.FillFiles(b, dir, s.files, s.files, counttest.Noon)
			var first, again time.Duration
			for b.Loop() {
				ix := index.New(dir)
				var summaries summary.Cache
				start := time.Now()
				mustSummary(b, &summaries, ix, counttest.Noon)
				first += time.Since(start)
				start = time.Now()
				mustSummary(b, &summaries, ix, counttest.Noon)
				again += time.Since(start)
			}
			reportShare(b, "again/first", again, first)
		})
	}
}

func reportShare(b *testing.B, unit string, part, whole time.Duration) {
	b.ReportMetric(float64(whole.Microseconds())/float64(b.N)/1000, "first-ms")
	b.ReportMetric(float64(part)/float64(whole), unit)
}

// BenchmarkProcess compares the whole program with `gotelemetry csv` and `cat` of the
// same files. It should be twice as fast as the former, and faster than the latter.
func BenchmarkProcess(b *testing.B) {
	if runtime.GOOS == "windows" {
		b.Skip("cat is not installed")
	}
	csv, ours := gotelemetry(b), filepath.Join(b.TempDir(), "telemetry-ls")
	if out, err := exec.Command("go", "build", "-o", ours, "../cmd/telemetry-ls").CombinedOutput(); err != nil {
		b.Fatalf("building telemetry-ls: %v\n%s", err, out)
	}
	for _, s := range benchScenes(b) {
		b.Run(s.name, func(b *testing.B) {
			dir, env := counttest.UserDir(b)
			s.fill(b, dir)
			timed := func(args ...string) time.Duration {
				cmd := exec.Command(args[0], args[1:]...)
				cmd.Env = env
				start := time.Now()
				if err := cmd.Run(); err != nil {
					b.Fatal(args, err)
				}
				return time.Since(start)
			}
			var sum, rival, cat time.Duration
			for b.Loop() {
				sum += timed(ours, "summary", "--json")
				rival += timed(csv, "csv")
				cat += timed("sh", "-c", `cat "$0"/local/* >/dev/null`, dir)
			}
			b.ReportMetric(float64(sum.Microseconds())/float64(b.N)/1000, "ours-ms")
			b.ReportMetric(float64(rival)/float64(sum), "csv/ours")
			b.ReportMetric(float64(cat)/float64(sum), "cat/ours")
		})
	}
}

// BenchmarkMemory measures by how much a look makes a process grow.
func BenchmarkMemory(b *testing.B) {
	if runtime.GOOS != "linux" {
		b.Skip("reads the size of a process from /proc, which only Linux has")
	}
	for _, s := range benchScenes(b) {
		b.Run(s.name, func(b *testing.B) {
			dir := b.TempDir()
			s.fill(b, dir)
			var before, after float64
			for b.Loop() {
				out, err := counttest.Task{Dir: dir, Now: counttest.Noon}.InRole(b, "grow").Output()
				if err != nil {
					b.Fatal(err)
				}
				var grown [2]float64
				if err := json.Unmarshal(out, &grown); err != nil {
					b.Fatal(err)
				}
				before += grown[0]
				after += grown[1]
			}
			b.ReportMetric(before/float64(b.N), "MB-before")
			b.ReportMetric(after/float64(b.N), "MB-after")
		})
	}
}
