package counters

import (
	"sync"
	"time"
)

// SummaryOptions choose what a [Summary] shows.
type SummaryOptions struct {
	Weeks   int    // how many of the latest weeks, 0 for all
	Program string // only this one, "" for all
	Mode    string // the telemetry mode, for the result
	Now     time.Time
}

// SummaryOf sums up what was counted. Files that cannot be read are named and left
// out.
func SummaryOf(ix *Index, opt SummaryOptions) *Summary {
	return new(Cache).SummaryOf(ix, opt)
}

// Cache keeps the last summary for as long as the numbers stay the same. The zero
// value is empty.
type Cache struct {
	mu   sync.Mutex // guards last
	last lastSummary
}

// SummaryOf is the function of that name. Its result is shared: do not modify it.
func (c *Cache) SummaryOf(ix *Index, opt SummaryOptions) *Summary {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := ix.Update(opt.Now)
	defer v.Release()
	weeks := latestWeeks(v, opt)
	if s := c.last.get(ix, v.Generation(), opt, weeks); s != nil {
		return s
	}
	s := newSummarizer(weeks).summary(opt.Program)
	s.Dir, s.Mode = v.Dir(), opt.Mode
	s.Problems = v.Problems()
	c.last = lastSummary{ix, v.Generation(), opt, states(weeks), s}
	return s
}

// lastSummary is the last summary and what it was made from.
type lastSummary struct {
	ix         *Index
	generation int
	opt        SummaryOptions
	states     []WeekSummary
	summary    *Summary
}

func (m *lastSummary) get(ix *Index, generation int, opt SummaryOptions, weeks []shownWeek) *Summary {
	opt.Now = m.opt.Now
	if m.ix != ix || m.generation != generation || m.opt != opt || !equalStates(m.states, weeks) {
		return nil
	}
	return m.summary
}
