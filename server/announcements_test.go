package server

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
)

// TestAnnouncementsWithoutNotes checks that a server that can't note an announcement doesn't
// repeat it.
func TestAnnouncementsWithoutNotes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, configDir := range []string{"", file} {
		s := &Server{opts: Options{ConfigDir: configDir}, log: slog.New(slog.DiscardHandler)}
		for _, step := range []struct {
			topic, content string
			want           bool
		}{
			{"policy", "a", true},
			{"policy", "a", false},
			{"policy", "b", true},
			{"default", "b", true},
			{"policy", "a", true}, // it came back
			{"policy", "a", false},
			{"default", "b", false},
		} {
			if got := s.announces(step.topic, step.content); got != step.want {
				t.Errorf("%q, %s %s: got %t, want %t", configDir, step.topic, step.content, got, step.want)
			}
		}
	}
}
