package server

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
)

// A download by another telemetry-ls, such as the task of an editor, counts at once.
func TestConfigThatAnotherProcessDownloads(t *testing.T) {
	modCache, notes := t.TempDir(), t.TempDir()
	c := &configs{log: slog.New(slog.DiscardHandler), now: time.Now, modCache: modCache, notesDir: func() string { return notes }}
	download := func(version string) {
		t.Helper()
		dir := filepath.Join(modCache, filepath.FromSlash(uploadconfig.Module)+"@"+version)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "config.json"), []byte(`{"Programs":[{"Name":"cmd/go"}]}`), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := (uploadconfig.Latest{ModCache: modCache, Version: version, At: time.Now()}).Keep(notes); err != nil {
			t.Fatal(err)
		}
	}
	for _, version := range []string{"v0.1.0", "v0.2.0"} {
		download(version)
		got := c.cached()
		if got == nil || got.Version != version {
			t.Fatalf("got the config %v, want %s", got, version)
		}
		if got.Stale(time.Now()) {
			t.Errorf("%s is stale although it was just downloaded", version)
		}
	}
}
