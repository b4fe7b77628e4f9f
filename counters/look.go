package counters

import (
	"cmp"
	"strings"
	"time"
)

// look brings the Index up to date. The caller holds mu.
func (ix *Index) look(now time.Time) {
	dir, err := openFolder(ix.local())
	if err != nil {
		ix.forget(err)
		return
	}
	defer dir.close()
	age := now.Sub(ix.checked)
	ix.quiet = ix.changes.none(dir) && age >= 0 && age < trustFor
	if !ix.quiet {
		if err := ix.list(dir, now); err != nil {
			ix.forget(err)
			return
		}
	}
	ix.folder = nil
	ix.read(dir, ix.toRead(dir, now), now)
}

// forget is what there is to know about a directory that does not exist, or that
// cannot be read: then err is a problem.
func (ix *Index) forget(err error) {
	ix.folder = nil
	if !missing(err) {
		problem := problemOf("local", err)
		ix.folder = &problem
	}
	ix.generation++
	ix.changes.close()
	ix.changes = nil
	clear(ix.files)
	clear(ix.weeks)
	clear(ix.reports)
}

// list reads the directory and compares it with what is known. Files that are new
// or changed become stale.
func (ix *Index) list(dir folder, now time.Time) error {
	// Watching begins before listing, so that nothing happens in between.
	if ix.watch && !ix.changes.watching(dir) {
		ix.changes.close()
		ix.changes = watchChanges(ix.local(), dir)
	}
	ix.checked = now
	entries, err := unsorted(ix.local())
	if err != nil {
		return err
	}
	var known []*countEntry
	if len(ix.files) == 0 {
		ix.files = make(map[string]*countEntry, len(entries))
	}
	ix.listing++
	reports := map[string]*localReport{}
	for _, e := range entries {
		name := e.Name()
		if day, ok := localReportDay(name); ok {
			reports[day] = cmp.Or(ix.reports[day], &localReport{day: day})
		}
		if !strings.HasSuffix(name, suffix) {
			continue
		}
		f := ix.files[name]
		switch {
		case f == nil:
			f = &countEntry{name: name, link: !e.Type().IsRegular(), stale: true}
			ix.files[name] = f
			ix.generation++
		case !f.running(now): // those are read anyway
			known = append(known, f)
		}
		f.listed = ix.listing
	}
	ix.setReports(reports)
	ix.vanished()
	markChanged(dir, known)
	return nil
}

func (ix *Index) setReports(reports map[string]*localReport) {
	same := len(reports) == len(ix.reports)
	for day := range reports {
		same = same && ix.reports[day] != nil
	}
	if !same {
		ix.generation++
	}
	ix.reports = reports
}

// vanished forgets the files that the last listing lacked. Their weeks are to be
// added up anew.
func (ix *Index) vanished() {
	for name, f := range ix.files {
		if f.listed != ix.listing {
			delete(ix.files, name)
			ix.generation++
			if f.week != nil {
				f.week.dirty = true
			}
		}
	}
}

// toRead gives the files to be read: those that are stale, those that could not be
// read, which may have become readable without a trace, and all files of the weeks
// that are not over or lost a number. These weeks begin anew.
func (ix *Index) toRead(dir folder, now time.Time) []*countEntry {
	if ix.quiet {
		// What happens to the target of a link is not told.
		markChanged(dir, ix.links())
	}
	for _, f := range ix.files {
		if f.week != nil && (f.stale || f.running(now)) {
			f.week.dirty = true
		}
	}
	files := make([]*countEntry, 0, len(ix.files))
	for _, f := range ix.files {
		if f.stale || f.week != nil && f.week.dirty || f.problem != nil && f.problem.Code == Unreadable {
			files = append(files, f)
		}
	}
	return files
}

func (ix *Index) links() []*countEntry {
	var links []*countEntry
	for _, f := range ix.files {
		if f.link {
			links = append(links, f)
		}
	}
	return links
}

// running reports whether programs may still count in the file.
func (f *countEntry) running(now time.Time) bool { return f.week != nil && f.end.After(now) }

// markChanged makes those of files stale that have another stamp than when they
// were read.
func markChanged(dir folder, files []*countEntry) {
	inParallel(len(files), func(next func() int) {
		for i := next(); i >= 0; i = next() {
			f := files[i]
			s, err := dir.stat(f.name)
			f.stale = err != nil || s != f.stamp
		}
	})
}
