package index

import (
	"path/filepath"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Index keeps track of what a telemetry directory holds. An update reads only what may
// have changed since the previous one. These are the files with another size or
// modification time, and all counter files of weeks that have not ended: programs count
// in them through memory mappings, which leave no trace.
//
// Several goroutines may call its methods at the same time. The results are shared and
// must not be modified.
type Index struct {
	dir   string
	names *interner

	mu         sync.Mutex // guards the fields below
	files      map[string]*File
	weeks      map[string]*weekCounts
	reports    map[string]*localReport // by day
	watch      bool                    // whether to watch the directory, for many updates
	changes    *changes                // the watch; nil if nothing reports changes
	unlisted   *problem.Problem        // why the directory cannot be read
	checked    time.Time               // when the directory was last listed
	listing    int                     // the number of that listing
	quiet      bool                    // the system reported no change before the last update
	generation int                     // increases whenever the numbers change
}

// File is a counter file.
type File struct {
	Name       string
	link       bool // not listed as a regular file
	listed     int  // the number of the last listing with this file
	stale      bool // has to be read
	stamp      rawfile.Stamp
	Begin, End time.Time
	Build      counterfile.Build
	week       *weekCounts // nil for a problem
	Problem    *problem.Problem
	Fatal      string // what it does to Go's uploader; see FormatError
}

// Week returns the week of the file, named by the day on which it ends.
func (f *File) Week() string { return f.week.day }

// weekCounts is what the counter files of a week add up to.
type weekCounts struct {
	day    string
	builds []*BuildCounts // sorted by build
	dirty  bool           // has to be added up again
	old    []*BuildCounts // the builds before it is added up again
}

// trustFor is how long the Index trusts the system's reports of changes before it lists
// the directory again. The system does not report all changes: writes through memory
// mappings, for example.
const trustFor = 30 * time.Second

// New returns an Index of the telemetry directory. It reads nothing yet.
func New(telemetryDir string) *Index {
	return &Index{
		dir:     telemetryDir,
		names:   newInterner(),
		files:   map[string]*File{},
		weeks:   map[string]*weekCounts{},
		reports: map[string]*localReport{},
	}
}

// Watch makes later updates cheaper if the system can report changes. Use it for a
// long-lived Index only, since ending a watch takes longer than an update. Call it
// before the first update.
func (ix *Index) Watch() {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.watch = true
}

// Close releases the system resources of the Index.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.changes.close()
	ix.changes = nil
	return nil
}

func (ix *Index) local() string { return filepath.Join(ix.dir, "local") }
