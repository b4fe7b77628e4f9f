package index

import (
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// A program may be creating a counter file while it is read: Go writes the header first,
// and then extends the file to its first page.
const (
	// beingCreated is the age up to which a file may still be incomplete.
	beingCreated = 2 * time.Second
	// creationTime is how long to wait for such a file to be complete.
	creationTime = 5 * time.Millisecond
)

// readAndAdd reads files, and adds up the dirty weeks again.
func (ix *Index) readAndAdd(dir rawfile.Dir, files []*File, now time.Time) {
	for _, w := range ix.weeks {
		if w.dirty {
			w.old, w.builds = w.builds, nil
		}
	}
	if again := ix.readFiles(dir, files, now); len(again) > 0 {
		time.Sleep(creationTime)
		ix.readFiles(dir, again, time.Time{})
	}
	for day, w := range ix.weeks {
		if w.dirty && !slices.EqualFunc(w.old, w.builds, (*BuildCounts).equal) {
			ix.generation++
		}
		w.dirty, w.old = false, nil
		if len(w.builds) == 0 {
			delete(ix.weeks, day)
		}
	}
}

// readFiles reads files on several goroutines. It returns those that a program seems to
// be creating at the time now.
func (ix *Index) readFiles(dir rawfile.Dir, files []*File, now time.Time) (again []*File) {
	var mu sync.Mutex // guards ix and again
	inParallel(len(files), func(next func() int) {
		g := newAdder(ix.names)
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
			ix.noteResult(r)
		}
		for _, b := range g.builds {
			b.eachWeek(func(day string, t *BuildCounts) { ix.week(day).add(t) })
		}
	})
	return again
}

// readResult is the result of reading a file.
type readResult struct {
	file  *File
	stamp rawfile.Stamp
	found fileFacts
	err   error
}

func (a *adder) readEntry(dir rawfile.Dir, f *File) readResult {
	open := dir.OpenListed
	if f.link {
		open = dir.OpenRegular
	}
	h, s, err := open(f.Name)
	if err != nil {
		return readResult{file: f, stamp: s, err: err}
	}
	r := readResult{file: f, stamp: s}
	r.found, r.err = a.addFile(h, s)
	return r
}

// unfinished reports whether a program seems to be creating the file at the time now.
func (r readResult) unfinished(now time.Time) bool {
	if r.err == nil {
		return false
	}
	var bad *problem.FormatError
	return errors.As(r.err, &bad) && r.stamp.Size < counterfile.PageBytes &&
		now.Sub(time.Unix(0, r.stamp.Modified)).Abs() < beingCreated
}

// noteResult stores the result of reading a file.
func (ix *Index) noteResult(r readResult) {
	f := r.file
	was := f.Problem
	f.stale, f.stamp, f.week, f.Problem, f.Fatal = false, r.stamp, nil, nil, ""
	switch {
	case rawfile.Missing(r.err):
		delete(ix.files, f.Name)
	case r.err != nil:
		p := problem.Of("local/"+f.Name, r.err)
		f.Problem, f.Fatal = &p, problem.Fatal(r.err)
	default:
		f.Begin, f.End, f.Build = r.found.begin, r.found.end, r.found.build
		f.week = ix.week(r.found.day)
	}
	if (was == nil) != (f.Problem == nil) || was != nil && *was != *f.Problem {
		ix.generation++
	}
}

func (ix *Index) week(day string) *weekCounts {
	w := ix.weeks[day]
	if w == nil {
		w = &weekCounts{day: day, dirty: true}
		ix.weeks[day] = w
	}
	return w
}

// add adds t to the counts of its build.
func (w *weekCounts) add(t *BuildCounts) {
	i, found := slices.BinarySearchFunc(w.builds, t, func(a, b *BuildCounts) int { return counterfile.CompareBuilds(a.Build, b.Build) })
	if found {
		w.builds[i] = w.builds[i].plus(t)
		return
	}
	w.builds = slices.Insert(w.builds, i, t)
}
