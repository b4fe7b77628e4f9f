package upload

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// BenchmarkPreview previews five years of reports. All weeks have a local and an
// uploaded report.
func BenchmarkPreview(b *testing.B) {
	dir := b.TempDir()
	counttest.FillReports(b, dir, 260, counttest.Noon)
	reports, err := filepath.Glob(filepath.Join(dir, "local", "local.*.json"))
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range reports {
		data, _, err := rawfile.AnyDir().ReadWhole(path, index.MaxReport)
		if err != nil {
			b.Fatal(err)
		}
		counttest.Put(b, dir, "upload/"+strings.TrimPrefix(filepath.Base(path), "local."), data)
	}
	config, err := uploadconfig.Parse(counttest.OwnConfig(b))
	if err != nil {
		b.Fatal(err)
	}
	ix := index.New(dir)
	for b.Loop() {
		p := PreviewOf(ix, Options{Mode: "on", Now: counttest.Noon, Config: config})
		if len(p.Weeks) != 260 {
			b.Fatal(len(p.Weeks))
		}
	}
}

// BenchmarkAnswer makes the JSON of previews of two years and 12 programs, after the first
// preview has read the files. B/answer is its size.
func BenchmarkAnswer(b *testing.B) {
	dir := b.TempDir()
	fillYears(b, dir)
	config, err := uploadconfig.Parse(counttest.OwnConfig(b))
	if err != nil {
		b.Fatal(err)
	}
	ix := index.New(dir)
	opt := Options{Mode: "on", Now: counttest.Noon, Config: config}
	latest := opt
	latest.Weeks = 8
	PreviewOf(ix, opt)
	for _, answer := range []struct {
		name string
		of   func() any
	}{
		{"full", func() any { return PreviewOf(ix, opt) }},
		{"counts", func() any { return CountedOf(ix, opt) }},
		{"full of 8 weeks", func() any { return PreviewOf(ix, latest) }},
		{"counts of 8 weeks", func() any { return CountedOf(ix, latest) }},
	} {
		b.Run(answer.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				raw, err := plainjson.Marshal(answer.of())
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(raw)), "B/answer")
			}
		})
	}
}

// fillYears writes local reports of two years: 12 programs with 160 counters each.
func fillYears(b *testing.B, dir string) {
	b.Helper()
	var files []counttest.CounterFile
	for p := range 12 {
		f := counttest.CounterFile{Program: fmt.Sprintf("example.com/tools/cmd/program-%d", p), Version: "v1.26.8"}
		for c := range 160 {
			f.Counts = append(f.Counts, counttest.Count{Name: fmt.Sprintf("program-%d/chart-%d:bucket-%d", p, c/8, c), Value: uint64(c)})
		}
		files = append(files, f)
	}
	for week := range 104 {
		day := counttest.Noon.AddDate(0, 0, -7*week).Format(time.DateOnly)
		counttest.Put(b, dir, "local/local."+day+".json", counttest.ReportJSON(b, day, files))
	}
}
