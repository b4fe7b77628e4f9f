package test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/fleet"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// fleetMachines is how many machines BenchmarkFleet simulates.
const fleetMachines = 10_000

// BenchmarkFleet measures the exports of many machines, for docs/fleet.md: the size for
// each machine, the disk space of a Prometheus for a day, and a week of counts.
func BenchmarkFleet(b *testing.B) {
	random := rand.New(rand.NewPCG(10, 9))
	var texts []string
	var series, bytes int
	for b.Loop() {
		texts, series, bytes = texts[:0], 0, 0
		for i := range fleetMachines {
			text := fleet.Metrics(simulated(random), []fleet.Label{{Name: "account", Value: fmt.Sprint("user-", i)}})
			texts = append(texts, text)
			series += strings.Count(text, "\ngo_telemetry_")
			bytes += len(text)
		}
	}
	b.ReportMetric(float64(series)/fleetMachines, "series/machine")
	b.ReportMetric(float64(bytes)/fleetMachines, "metrics-bytes/machine")
	rows, plain, zipped := weekOfRows(b, random)
	b.ReportMetric(rows, "rows/machine-week")
	b.ReportMetric(plain, "ndjson-bytes/machine-week")
	b.ReportMetric(zipped, "gzip-bytes/machine-week")
	b.ReportMetric(promDay(b, texts[:50]), "prometheus-bytes/machine-day")
}

// simulated returns an account of a fleet: most don't upload, a tenth drifts.
func simulated(random *rand.Rand) fleet.Account {
	since := "2026-11-01"
	s := status.Status{Mode: mode.Local, Chosen: true, Since: &since, Collecting: true}
	switch random.IntN(10) {
	case 0, 1, 2:
		s.Mode, s.Uploading = mode.On, true
	case 3, 4:
		s.Mode, s.Collecting = mode.Off, false
	}
	s.Intent = &status.Intent{Source: policy.Machine, Conforms: random.IntN(10) > 0}
	if !s.Intent.Conforms {
		s.Problems = append(s.Problems, status.Problem{Code: status.CodePolicyDrift})
	}
	files := &housekeeping.Listing{Bytes: 100_000 + random.Int64N(4_000_000)}
	if s.Uploading {
		files.Files = append(files.Files, housekeeping.File{Kind: housekeeping.SentReport, Modified: time.Unix(1_795_000_000+random.Int64N(600_000), 0).UTC().Format(time.RFC3339)})
	}
	return fleet.Account{Status: s, Files: files}
}

// weekOfRows returns the numbers of rows and bytes for a machine and a week.
func weekOfRows(b *testing.B, random *rand.Rand) (rows, plain, zipped float64) {
	b.Helper()
	const machines = 100 // the names of counters repeat
	var text bytes.Buffer
	for i := range machines {
		labels := []fleet.Label{{Name: "machine", Value: fmt.Sprint("build-", i)}, {Name: "account", Value: fmt.Sprint("user-", i)}}
		if err := fleet.WriteRows(&text, sampleRows(random), labels); err != nil {
			b.Fatal(err)
		}
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(text.Bytes()); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return float64(bytes.Count(text.Bytes(), []byte("\n"))) / machines, float64(text.Len()) / machines, float64(packed.Len()) / machines
}

// sampleRows returns a week of typical programs.
func sampleRows(random *rand.Rand) iter.Seq[fleet.Row] {
	return func(yield func(fleet.Row) bool) {
		for i := range counttest.Kinds {
			_, file := counttest.SampleFile(i, counttest.Noon, counttest.WeekEnd(counttest.Noon), random)
			for _, c := range file.Counts {
				row := fleet.Row{
					Week: file.End, State: "reported", Program: file.Program, Version: file.Version, GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64",
					Counter: c.Name, Value: c.Value,
				}
				if !yield(row) {
					return
				}
			}
		}
	}
}

// promDay returns how many bytes a Prometheus stores for each text that it scrapes every
// minute of a day.
func promDay(b *testing.B, texts []string) float64 {
	b.Helper()
	dir := b.TempDir()
	input := filepath.Join(dir, "input")
	if err := os.WriteFile(input, openMetrics(texts, 24*60), 0o644); err != nil {
		b.Fatal(err)
	}
	out := filepath.Join(dir, "data")
	if text, err := exec.Command(promProgram(b, "promtool"), "tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=24h", input, out).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, text)
	}
	var size int64
	err := filepath.Walk(out, func(_ string, info os.FileInfo, err error) error {
		if err == nil && info.Mode().IsRegular() {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return float64(size) / float64(len(texts))
}

// openMetrics returns the samples of texts for each of many minutes, in the format that
// promtool imports: metric by metric, with times.
func openMetrics(texts []string, minutes int) []byte {
	var names []string
	samples := map[string][]string{}
	for _, text := range texts {
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			name := line[:strings.IndexAny(line, "{ ")]
			if samples[name] == nil {
				names = append(names, name)
			}
			samples[name] = append(samples[name], strings.TrimSpace(line))
		}
	}
	var out bytes.Buffer
	midnight := counttest.Noon.Truncate(24 * time.Hour).Unix()
	for _, name := range names {
		fmt.Fprintf(&out, "# TYPE %s gauge\n", name)
		for _, sample := range samples[name] {
			for minute := range minutes {
				fmt.Fprintf(&out, "%s %d\n", sample, midnight+int64(60*minute))
			}
		}
	}
	out.WriteString("# EOF\n")
	return out.Bytes()
}
