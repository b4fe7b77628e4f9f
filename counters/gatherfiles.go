package counters

import (
	"errors"
	"slices"
	"sync"
	"time"
)

// beingCreated is how long a file may be on its way to its first page: Go writes the
// header, then the length.
const (
	beingCreated = 2 * time.Second
	creationTime = 5 * time.Millisecond
)

// read reads files and adds up the weeks that are dirty.
func (ix *Index) read(dir folder, files []*countEntry, now time.Time) {
	for _, w := range ix.weeks {
		if w.dirty {
			w.old, w.tallies = w.tallies, nil
		}
	}
	if again := ix.readFiles(dir, files, now); len(again) > 0 {
		time.Sleep(creationTime)
		ix.readFiles(dir, again, time.Time{})
	}
	for day, w := range ix.weeks {
		if w.dirty && !slices.EqualFunc(w.old, w.tallies, (*tally).equal) {
			ix.generation++
		}
		w.dirty, w.old = false, nil
		if len(w.tallies) == 0 {
			delete(ix.weeks, day)
		}
	}
}

// readFiles reads files on several goroutines. It gives those that seemed to be
// just on the way at the time now.
func (ix *Index) readFiles(dir folder, files []*countEntry, now time.Time) (again []*countEntry) {
	var mu sync.Mutex // guards ix and again
	inParallel(len(files), func(next func() int) {
		g := newGatherer(ix.names)
		results := make([]readResult, 0, 64)
		for i := next(); i >= 0; i = next() {
			results = append(results, g.readEntry(dir, files[i]))
		}
		mu.Lock()
		defer mu.Unlock()
		for _, r := range results {
			if r.unfinished(now) {
				again = append(again, r.file)
			}
			ix.settle(r)
		}
		for _, b := range g.builds {
			b.tallies(func(day string, t *tally) { ix.week(day).add(t) })
		}
	})
	return again
}

// readResult is what came of reading a file.
type readResult struct {
	file  *countEntry
	stamp stamp
	found found
	err   error
}

func (g *gatherer) readEntry(dir folder, f *countEntry) readResult {
	open := dir.open
	if f.link {
		open = dir.openRegular
	}
	h, s, err := open(f.name)
	if err != nil {
		return readResult{file: f, stamp: s, err: err}
	}
	r := readResult{file: f, stamp: s}
	r.found, r.err = g.add(h, s)
	return r
}

// unfinished reports whether the file looks as if a program were just creating it.
func (r readResult) unfinished(now time.Time) bool {
	if r.err == nil {
		return false
	}
	var bad *FormatError
	return errors.As(r.err, &bad) && r.stamp.size < pageBytes &&
		now.Sub(time.Unix(0, r.stamp.modified)).Abs() < beingCreated
}

// settle notes what came of reading a file.
func (ix *Index) settle(r readResult) {
	f := r.file
	was := f.problem
	f.stale, f.stamp, f.week, f.problem, f.fatal = false, r.stamp, nil, nil, ""
	switch {
	case missing(r.err):
		delete(ix.files, f.name)
	case r.err != nil:
		p := problemOf("local/"+f.name, r.err)
		f.problem, f.fatal = &p, fatalOf(r.err)
	default:
		f.begin, f.end, f.build = r.found.begin, r.found.end, r.found.build
		f.week = ix.week(r.found.day)
	}
	if (was == nil) != (f.problem == nil) || was != nil && *was != *f.problem {
		ix.generation++
	}
}

func (ix *Index) week(day string) *week {
	w := ix.weeks[day]
	if w == nil {
		w = &week{day: day, dirty: true}
		ix.weeks[day] = w
	}
	return w
}

// add adds t to what is known of its build.
func (w *week) add(t *tally) {
	i, found := slices.BinarySearchFunc(w.tallies, t, func(a, b *tally) int { return compareBuilds(a.build, b.build) })
	if found {
		w.tallies[i] = w.tallies[i].plus(t)
		return
	}
	w.tallies = slices.Insert(w.tallies, i, t)
}
