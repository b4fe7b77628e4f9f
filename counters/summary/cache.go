package summary

import (
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
)

// Options choose what a [Summary] shows.
type Options struct {
	Weeks   int    // how many of the latest weeks, 0 for all
	Program string // the only program to include; "" for all
	Mode    string // the telemetry mode, copied to the result
	Now     time.Time
}

// Of adds up what was counted. The result names the files that cannot be read.
func Of(ix *index.Index, opt Options) *Summary {
	return new(Cache).Of(ix, opt)
}

// Cache keeps the last summary until the numbers change. The zero value is empty.
type Cache struct {
	mu   sync.Mutex // guards last
	last lastSummary
}

// Of is like the function [Of]. Its result is shared: do not modify it.
func (c *Cache) Of(ix *index.Index, opt Options) *Summary {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := ix.Update(opt.Now)
	defer v.Release()
	weeks := Weeks(v, opt)
	if s := c.last.get(ix, v.Generation(), opt, weeks); s != nil {
		return s
	}
	s := newSummarizer(weeks).summary(opt.Program)
	s.Dir, s.Mode = v.Dir(), opt.Mode
	s.Problems = v.Problems()
	s.Explain(opt.Now)
	c.last = lastSummary{ix, v.Generation(), opt, states(weeks), s}
	return s
}

// lastSummary is the last summary, and what it was made from.
type lastSummary struct {
	ix         *index.Index
	generation int
	opt        Options
	states     []Week
	summary    *Summary
}

// get returns the last summary if a new one would be the same; nil if not.
func (m *lastSummary) get(ix *index.Index, generation int, opt Options, weeks []WeekCounts) *Summary {
	sameYear := opt.Now.UTC().Year() == m.opt.Now.UTC().Year() // the days of a week name other years
	opt.Now = m.opt.Now
	if !sameYear || m.ix != ix || m.generation != generation || m.opt != opt || !equalStates(m.states, weeks) {
		return nil
	}
	return m.summary
}
