package config

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

func TestAnnounce(t *testing.T) {
	dir := t.TempDir()
	for _, step := range []struct {
		topic, content string
		want           bool
	}{
		{"policy", "a", true},
		{"policy", "a", false},
		{"policy", "b", true},
		{"default", "b", true},
		{"policy", "b", false},
		{"policy", "a", true}, // it came back
		{"default", "b", false},
	} {
		if got, err := Announce(dir, step.topic, step.content); got != step.want || err != nil {
			t.Errorf("%s %s: got %t, %v, want %t", step.topic, step.content, got, err, step.want)
		}
	}
	if notes, err := os.ReadDir(filepath.Join(dir, "telemetry-ls")); len(notes) != 2 || err != nil {
		t.Errorf("got %d notes, %v, want 2", len(notes), err)
	}
}

// TestAnnounceAtOnce checks that one of several servers announces.
func TestAnnounceAtOnce(t *testing.T) {
	dir := t.TempDir()
	var firsts atomic.Int32
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			if first, err := Announce(dir, "policy", "a"); err != nil {
				t.Error(err)
			} else if first {
				firsts.Add(1)
			}
		})
	}
	all.Wait()
	if firsts.Load() != 1 {
		t.Errorf("%d servers announce", firsts.Load())
	}
}

// TestAnnounceWithoutNotes checks that an announcement is shown if it can't be remembered.
func TestAnnounceWithoutNotes(t *testing.T) {
	if first, err := Announce("", "policy", "a"); !first || err != nil {
		t.Errorf("no directory: got %t, %v", first, err)
	}
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	if first, err := Announce(file, "policy", "a"); !first || err == nil {
		t.Errorf("a file in its place: got %t, %v", first, err)
	}
}
