package counterfile

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// FuzzStackName checks that names of stacks are decoded as the library does.
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
		data := counttest.CounterFile{Begin: "2026-11-22", End: "2026-11-29", Counts: []counttest.Count{{Name: name, Value: 1}}}.Bytes()
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		want, err := counttest.Oracle(t, path)
		if err != nil {
			t.Fatal(err)
		}
		decoded := DecodeStack(name)
		if _, ok := want[decoded]; !ok {
			t.Errorf("%q is decoded as %q, but the library decodes it as %q", name, decoded, slices.Collect(maps.Keys(want)))
		}
		head, frames := SplitStack(decoded)
		if strings.Contains(head, "\n") || slices.ContainsFunc(frames, func(s string) bool { return s == "" || strings.Contains(s, "\n") }) {
			t.Errorf("%q is split into %q and %q", decoded, head, frames)
		}
	})
}
