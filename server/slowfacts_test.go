package server

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// counterImage returns a counter file without counters for the week that ends at end.
func counterImage(begin, end string) []byte {
	return counttest.CounterFile{Program: "cmd/go", GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64", Begin: begin, End: end}.Bytes()
}

// withCounterFiles puts n counter files of one week into local/.
func withCounterFiles(n int, begin, end string) setup {
	return func(s *session, _ *Options) {
		image := counterImage(begin, end)
		s.write(filepath.Join(s.dir.LocalDir(), "0.v1.count"), string(image))
		for i := 1; i < n; i++ { // links to one file: only the number of names matters
			if err := os.Link(filepath.Join(s.dir.LocalDir(), "0.v1.count"), filepath.Join(s.dir.LocalDir(), fmt.Sprintf("%d.v1.count", i))); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}

// TestStatusOfFewFiles checks that a Status includes few counter files at once, even
// if many requests arrive at the same time.
func TestStatusOfFewFiles(t *testing.T) {
	s := start(t, chosen("local 2026-01-01"), withCounterFiles(20, "2026-11-22", "2026-11-29"))
	s.initialize(statusClient, nil)
	for range 10 {
		var got status.Status
		s.Execute("telemetry-ls.status", nil, &got)
		if got.NextReport == nil || *got.NextReport != "2026-11-29" {
			t.Fatalf("next report %v", got.NextReport)
		}
	}
}

// TestStatusOfManyFiles checks that a Status doesn't wait for many counter files, and
// is published again after they have been read.
func TestStatusOfManyFiles(t *testing.T) {
	s := start(t, chosen("local 2026-01-01"), withCounterFiles(fewNames+50, "2026-11-22", "2026-11-29"))
	s.initialize(statusClient, nil)
	awaitReport := func(week string) {
		t.Helper()
		s.AwaitMethod(methodStatus, func(params string) bool { return strings.Contains(params, `"nextReport":"`+week+`"`) })
	}
	awaitReport("2026-11-29")
	s.write(filepath.Join(s.dir.LocalDir(), "new.v1.count"), string(counterImage("2026-11-22", "2026-11-25")))
	awaitReport("2026-11-25")
}

// TestStatusWhileReading checks that a Status doesn't wait while the headers of many
// files are being read.
func TestStatusWhileReading(t *testing.T) {
	s := start(t, chosen("local 2026-01-01"), withCounterFiles(fewNames+50, "2026-11-22", "2026-11-29"))
	c := &weekCache{}
	c.reading.Lock() // a read that never ends
	done := make(chan bool)
	go func() {
		_, outdated := c.get(s.dir)
		done <- outdated
	}()
	select {
	case outdated := <-done:
		if !outdated {
			t.Error("weeks that were never read are reported as up to date")
		}
	case <-time.After(30 * time.Second):
		t.Fatal("a Status waits for the headers")
	}
	c.reading.Unlock()
	c.look(s.dir)
	if weeks, outdated := c.get(s.dir); outdated || len(weeks.Spans) != 1 {
		t.Errorf("after a look: %+v, outdated %t", weeks, outdated)
	}
	c.forget()
	if weeks, outdated := c.get(s.dir); !outdated || len(weeks.Spans) != 1 {
		t.Errorf("after forgetting: %+v, outdated %t", weeks, outdated)
	}
}
