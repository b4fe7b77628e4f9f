package index

import (
	"cmp"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// update brings the Index up to date. The caller must hold mu.
func (ix *Index) update(now time.Time) {
	dir, err := rawfile.OpenDir(ix.local())
	if err != nil {
		ix.forget(err)
		return
	}
	defer dir.Close()
	age := now.Sub(ix.checked)
	ix.quiet = ix.changes.none(dir) && age >= 0 && age < trustFor
	if !ix.quiet {
		if err := ix.compareListing(dir, now); err != nil {
			ix.forget(err)
			return
		}
	}
	ix.unlisted = nil
	ix.readAndAdd(dir, ix.toRead(dir, now), now)
}

// forget clears the Index, because err says that the directory does not exist or cannot
// be read. Only the latter is a problem.
func (ix *Index) forget(err error) {
	ix.unlisted = nil
	if !rawfile.Missing(err) {
		problem := problem.Of("local", err)
		ix.unlisted = &problem
	}
	ix.generation++
	ix.changes.close()
	ix.changes = nil
	clear(ix.files)
	clear(ix.weeks)
	clear(ix.reports)
}

// compareListing lists the directory and compares the result with what the Index knows.
// It marks files that are new or have changed as stale.
func (ix *Index) compareListing(dir rawfile.Dir, now time.Time) error {
	// Start watching before listing, to catch changes in between.
	if ix.watch && !ix.changes.watching(dir) {
		ix.changes.close()
		ix.changes = watchChanges(ix.local(), dir)
	}
	ix.checked = now
	entries, err := rawfile.ListUnsorted(ix.local())
	if err != nil {
		return err
	}
	var known []*File
	if len(ix.files) == 0 {
		ix.files = make(map[string]*File, len(entries))
	}
	ix.listing++
	reports := map[string]*localReport{}
	for _, e := range entries {
		name := e.Name()
		if day, ok := weeks.OfLocalReport(name); ok {
			reports[day] = cmp.Or(ix.reports[day], &localReport{day: day})
		}
		if !strings.HasSuffix(name, counterfile.Suffix) {
			continue
		}
		f := ix.files[name]
		switch {
		case f == nil:
			f = &File{Name: name, link: !e.Type().IsRegular(), stale: true}
			ix.files[name] = f
			ix.generation++
		case !f.mayGrow(now): // files that may grow are read in any case
			known = append(known, f)
		}
		f.listed = ix.listing
	}
	ix.setReports(reports)
	ix.forgetVanished()
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

// forgetVanished removes the files that the last listing lacked, and marks their weeks
// as dirty.
func (ix *Index) forgetVanished() {
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

// toRead returns the files that have to be read:
//
//   - stale files
//   - files that could not be read, which may have become readable without a trace
//   - all files of the weeks that have not ended or have a stale or vanished file; these
//     weeks are marked as dirty
func (ix *Index) toRead(dir rawfile.Dir, now time.Time) []*File {
	if ix.quiet {
		// The watch does not report changes to the target of a link.
		markChanged(dir, ix.links())
	}
	for _, f := range ix.files {
		if f.week != nil && (f.stale || f.mayGrow(now)) {
			f.week.dirty = true
		}
	}
	files := make([]*File, 0, len(ix.files))
	for _, f := range ix.files {
		if f.stale || f.week != nil && f.week.dirty || f.Problem != nil && f.Problem.Code == problem.Unreadable {
			files = append(files, f)
		}
	}
	return files
}

func (ix *Index) links() []*File {
	var links []*File
	for _, f := range ix.files {
		if f.link {
			links = append(links, f)
		}
	}
	return links
}

// mayGrow reports whether programs may still count in the file.
func (f *File) mayGrow(now time.Time) bool { return f.week != nil && f.End.After(now) }

// markChanged marks the files as stale whose stamp has changed since they were read.
func markChanged(dir rawfile.Dir, files []*File) {
	inParallel(len(files), func(next func() int) {
		for i := next(); i >= 0; i = next() {
			f := files[i]
			s, err := dir.Stat(f.Name)
			f.stale = err != nil || s != f.stamp
		}
	})
}
