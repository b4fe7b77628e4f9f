package server

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// goRuns returns a counter file of the running week, in which the go command has run n times.
func goRuns(n uint64) string {
	return string(counttest.CounterFile{
		Program: "cmd/go", Version: "go1.26.8", Begin: "2026-11-22", End: "2026-11-29",
		Counts: []counttest.Count{{Name: "go/invocations", Value: n}, {Name: "go/subcommand:build", Value: n}},
	}.Bytes())
}

func (s *session) awaitTooltip(part string) {
	s.t.Helper()
	s.AwaitMethod(methodStatus, func(params string) bool { return strings.Contains(params, part) })
}

// TestTooltipHasThisWeek checks that the tooltip follows what is counted, and that the server
// sends no Status twice.
func TestTooltipHasThisWeek(t *testing.T) {
	file := "local/go@go1.26.8-go1.26.8-linux-amd64-2026-11-22.v1.count"
	s := start(t, chosen("local 2026-01-01"), withFile("go/telemetry/"+file, goRuns(2)))
	s.initialize(statusClient, nil)
	s.awaitTooltip("This week so far: go command 2 runs (build 2).")
	s.write(filepath.Join(s.dir.Path(), "local", "b.v1.count"), goRuns(3))
	s.awaitTooltip("This week so far: go command 5 runs (build 5).")
	var got status.Status
	for range 3 {
		s.Execute("telemetry-ls.status", nil, &got)
	}
	var last string
	if n := s.Count(func(m lsptest.Message) bool {
		again := m.Method == methodStatus && string(m.Params) == last
		if m.Method == methodStatus {
			last = string(m.Params)
		}
		return again
	}); n != 0 {
		t.Errorf("%d notifications repeat the one before", n)
	}
}

// TestThisWeekIsLookedUpAgain checks that the words are not older than a few minutes, though
// the file system reports no counts in a mapped file.
func TestThisWeekIsLookedUpAgain(t *testing.T) {
	var now atomic.Int64
	now.Store(today.Unix())
	file := "local/go@go1.26.8-go1.26.8-linux-amd64-2026-11-22.v1.count"
	s := start(t, chosen("local 2026-01-01"), withFile("go/telemetry/"+file, goRuns(2)), func(_ *session, o *Options) {
		o.Now = func() time.Time { return time.Unix(now.Load(), 0).UTC() }
	})
	s.initialize(statusClient, nil)
	s.awaitTooltip("go command 2 runs")
	counttest.Poke(t, filepath.Join(s.dir.Path(), file), func(data []byte) { copy(data, goRuns(4)) })
	now.Add(int64(wordsAge/time.Second) + 1)
	s.Execute("telemetry-ls.status", nil, new(status.Status))
	s.awaitTooltip("go command 4 runs")
}

// TestThisWeekOfNothing checks that there is nothing to look for, and nothing to say, without
// a running week.
func TestThisWeekOfNothing(t *testing.T) {
	var c weekWords
	ended := status.Weeks{Spans: []counterfile.Header{{Begin: counttest.Day("2026-11-15"), End: counttest.Day("2026-11-22")}}}
	for _, weeks := range []status.Weeks{{}, ended} {
		if words, outdated := c.get(weeks, today); words != "" || outdated {
			t.Errorf("%q, outdated %t", words, outdated)
		}
	}
}

// TestTooltipHasTheLastUpload checks the day of the last upload, in any mode.
func TestTooltipHasTheLastUpload(t *testing.T) {
	s := start(t, chosen("local 2026-01-01"), func(s *session, _ *Options) {
		for week, stored := range map[string]string{"2026-11-08": "2026-11-20", "2026-11-15": "2026-11-17"} {
			path := filepath.Join(s.dir.Path(), "upload", week+".json")
			s.write(path, "{}")
			if err := os.Chtimes(path, counttest.Day(stored), counttest.Day(stored)); err != nil {
				s.t.Fatal(err)
			}
		}
	})
	s.initialize(statusClient, nil)
	s.awaitTooltip("Last upload: 2026-11-17")
}
