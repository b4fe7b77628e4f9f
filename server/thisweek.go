package server

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// weekWords keeps what a Status says about the running week. Saying it needs the counter
// files, so that happens in the background.
type weekWords struct {
	slowFact[string]
	sums summary.Cache // of the running week only
}

// wordsAge is how long the words stay valid without a change in the directory. Programs
// count in their files without a trace. Each change of the words is another Status, and
// a tooltip is read now and then.
const wordsAge = 5 * time.Minute

// get returns what is known about the running week, and whether that is out of date.
// Without a running week there are no words, and nothing to read.
func (c *weekWords) get(weeks status.Weeks, now time.Time) (words string, outdated bool) {
	of := weekKey(weeks, now)
	if of == "" {
		return "", false
	}
	return c.slowFact.get(of, now, func(string) time.Duration { return wordsAge })
}

// look computes the words, unless they are known.
func (c *weekWords) look(weeks status.Weeks, now time.Time, say func() string) {
	if _, outdated := c.get(weeks, now); outdated {
		c.slowFact.look(weekKey(weeks, now), now, say)
	}
}

// weekKey names the running week: "" without one.
func weekKey(weeks status.Weeks, now time.Time) string {
	end := weeks.NextEnd(now)
	if end.IsZero() {
		return ""
	}
	return end.UTC().Format(time.DateOnly)
}

// thisWeek says what was counted in the running week, as Markdown; "" if that is unknown.
// It may take long. Each Status has the text, so it becomes Markdown only here.
func (s *Server) thisWeek() string {
	ix, err := s.counts()
	if err != nil {
		return ""
	}
	state := s.reader.Read()
	sum := s.words.sums.Of(ix, summary.Options{Weeks: 1, Mode: string(state.Mode), Now: s.opts.Now()})
	return markdown.Prose(sum.ThisWeek)
}
