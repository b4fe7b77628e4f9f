package counters

import (
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkPreview looks at five years of reports, each kept and sent.
func BenchmarkPreview(b *testing.B) {
	dir := b.TempDir()
	fillReports(b, dir, 260, noon)
	reports, err := filepath.Glob(filepath.Join(dir, "local", "local.*.json"))
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range reports {
		data, _, err := anywhere().readWhole(path, maxReport)
		if err != nil {
			b.Fatal(err)
		}
		put(b, dir, "upload/"+strings.TrimPrefix(filepath.Base(path), "local."), data)
	}
	config, err := ParseUploadConfig(ownConfig(b))
	if err != nil {
		b.Fatal(err)
	}
	ix := NewIndex(dir)
	for b.Loop() {
		p := PreviewOf(ix, PreviewOptions{Mode: "on", Now: noon, Config: config})
		if len(p.Weeks) != 260 {
			b.Fatal(len(p.Weeks))
		}
	}
}
