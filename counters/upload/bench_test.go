package upload

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
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
