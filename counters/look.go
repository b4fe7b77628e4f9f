package counters

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"
)

// look brings the Index up to date. The caller holds mu.
func (ix *Index) look(now time.Time) error {
	dir, err := openFolder(ix.local())
	if missing(err) {
		ix.forget()
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the folder %s: %w", ix.local(), err)
	}
	defer dir.close()
	age := now.Sub(ix.checked)
	ix.quiet = ix.changes.none(dir) && age >= 0 && age < trustFor
	var stale []*countEntry
	if !ix.quiet {
		if stale, err = ix.list(dir, now); err != nil {
			return fmt.Errorf("listing the folder %s: %w", ix.local(), err)
		}
	}
	ix.read(dir, ix.toRead(dir, stale, now), now)
	return nil
}

// forget is what there is to know about a directory that does not exist.
func (ix *Index) forget() {
	if len(ix.files)+len(ix.reports) > 0 {
		ix.generation++
	}
	ix.changes.close()
	ix.changes = nil
	clear(ix.files)
	clear(ix.weeks)
	clear(ix.reports)
}

// list reads the directory and compares it with what is known. It gives the files
// that are new or changed.
func (ix *Index) list(dir folder, now time.Time) ([]*countEntry, error) {
	// Watching begins before listing, so that nothing happens in between.
	if ix.watch && !ix.changes.watching(dir) {
		ix.changes.close()
		ix.changes = watchChanges(ix.local(), dir)
	}
	ix.checked = now
	entries, err := unsorted(ix.local())
	if err != nil {
		return nil, err
	}
	var fresh, known []*countEntry
	if len(ix.files) == 0 {
		ix.files = make(map[string]*countEntry, len(entries))
	}
	seen := make(map[string]bool, len(ix.files))
	reports := map[string]*localReport{}
	for _, e := range entries {
		name := e.Name()
		if day, ok := localReportDay(name); ok {
			reports[day] = cmp.Or(ix.reports[day], &localReport{day: day})
		}
		if !strings.HasSuffix(name, suffix) {
			continue
		}
		if f := ix.files[name]; f != nil {
			seen[name] = true
			known = append(known, f)
			continue
		}
		f := &countEntry{name: name, link: !e.Type().IsRegular()}
		fresh = append(fresh, f)
		ix.generation++
	}
	ix.setReports(reports)
	ix.vanished(seen)
	for _, f := range fresh {
		ix.files[f.name] = f
	}
	return append(fresh, changedFiles(dir, known)...), nil
}

// unsorted lists a directory in no order.
func unsorted(path string) ([]os.DirEntry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
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

// vanished forgets the files that are no longer there. Their weeks are to be added
// up anew.
func (ix *Index) vanished(seen map[string]bool) {
	for name, f := range ix.files {
		if !seen[name] {
			delete(ix.files, name)
			ix.generation++
			if f.week != nil {
				f.week.dirty = true
			}
		}
	}
}

// toRead completes the list of files that are new or changed: with those that
// could not be read, which may have become readable without a trace, and with all
// files of the weeks that are not over or lost a number. These weeks begin anew.
func (ix *Index) toRead(dir folder, stale []*countEntry, now time.Time) []*countEntry {
	var links []*countEntry
	for _, f := range ix.files {
		if ix.quiet && f.link {
			links = append(links, f)
		}
		if f.week != nil && f.end.After(now) {
			f.week.dirty = true
		}
	}
	// What happens to the target of a link is not told.
	stale = append(stale, changedFiles(dir, links)...)
	read := make(map[*countEntry]bool, len(stale))
	for _, f := range stale {
		read[f] = true
		if f.week != nil {
			f.week.dirty = true
		}
	}
	for _, f := range ix.files {
		if f.week != nil && f.week.dirty || f.problem != nil && f.problem.Code == Unreadable {
			read[f] = true
		}
	}
	return slices.Collect(maps.Keys(read))
}

// changedFiles gives those of files that have another stamp than when they were
// read.
func changedFiles(dir folder, files []*countEntry) []*countEntry {
	changed := make([]bool, len(files))
	inParallel(len(files), func(next func() int) {
		for i := next(); i >= 0; i = next() {
			s, err := dir.stat(files[i].name)
			changed[i] = err != nil || s != files[i].stamp
		}
	})
	var out []*countEntry
	for i, f := range files {
		if changed[i] {
			out = append(out, f)
		}
	}
	return out
}
