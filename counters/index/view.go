package index

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// View gives access to an [Index] after an update. Until [View.Release], no other
// goroutine can use the Index.
type View struct{ ix *Index }

// Update reads what may have changed since the last update. The caller must release
// the View.
func (ix *Index) Update(now time.Time) View {
	ix.mu.Lock()
	ix.update(now)
	return View{ix}
}

// Release lets other goroutines use the Index.
func (v View) Release() { v.ix.mu.Unlock() }

// Dir returns the telemetry directory.
func (v View) Dir() string { return v.ix.dir }

// Generation returns a number that increases whenever the numbers or problems change.
func (v View) Generation() int { return v.ix.generation }

// CountedWeeks returns the weeks that have counter files.
func (v View) CountedWeeks() iter.Seq[string] { return maps.Keys(v.ix.weeks) }

// ReportedWeeks returns the weeks that have a local report.
func (v View) ReportedWeeks() iter.Seq[string] { return maps.Keys(v.ix.reports) }

// Counted reports whether a week has counter files.
func (v View) Counted(day string) bool { return v.ix.weeks[day] != nil }

// Reported reports whether a week has a local report.
func (v View) Reported(day string) bool { return v.ix.reports[day] != nil }

// Counts returns what the counter files of a week add up to, by build.
func (v View) Counts(day string) []*BuildCounts {
	if w := v.ix.weeks[day]; w != nil {
		return w.builds
	}
	return nil
}

// Report reads the local report of a week. Both results are nil if there is no report.
// If it cannot be read, only the problem is not nil.
func (v View) Report(day string) (*Report, *problem.Problem) {
	if r := v.ix.reportOf(day); r != nil {
		return r.report, r.problem
	}
	return nil, nil
}

// Files returns the readable counter files, in the order in which Go reads them.
func (v View) Files() []*File {
	files := make([]*File, 0, len(v.ix.files))
	for _, f := range v.ix.files {
		if f.week != nil {
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	return files
}

// FatalFiles returns the counter files that make Go's uploader crash or hang.
func (v View) FatalFiles() []*File {
	var files []*File
	for _, f := range v.ix.files {
		if f.Fatal != "" {
			files = append(files, f)
		}
	}
	return files
}
