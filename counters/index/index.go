package index

import (
	"path/filepath"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Index knows what a telemetry directory holds. A second update reads only what may
// have changed since the first: files with another size or time of modification, and
// all counter files of weeks that have not ended, since programs count in them through
// mappings that leave no trace.
//
// Its methods can be called at any time by several goroutines. What they return
// is shared and must not be modified.
type Index struct {
	dir   string
	names *interner

	mu         sync.Mutex // guards all below
	files      map[string]*File
	weeks      map[string]*weekCounts
	reports    map[string]*localReport // by day
	watch      bool                    // there will be many looks
	changes    *changes                // nil where nothing reports changes
	folder     *problem.Problem        // why the directory cannot be read
	checked    time.Time               // when the directory was listed
	listing    int                     // number of that listing
	quiet      bool                    // the last look found that nothing had happened
	generation int                     // grows with every change of numbers
}

// File is a counter file.
type File struct {
	Name       string
	link       bool // not listed as a regular file
	listed     int  // number of the last listing that had it
	stale      bool // to be read
	stamp      rawfile.Stamp
	Begin, End time.Time
	Build      counterfile.Build
	week       *weekCounts // nil for a problem
	Problem    *problem.Problem
	Fatal      string // what it does to Go's uploader, see FormatError
}

// Week is the week of the file, named by its end.
func (f *File) Week() string { return f.week.day }

// weekCounts is what the counter files say about a week.
type weekCounts struct {
	day    string
	builds []*BuildCounts // by build
	dirty  bool           // to be added up again
	old    []*BuildCounts // builds before that
}

// trustFor is how long the Index does without listing the directory if the system
// reports changes. It does not report all of them: writes through mappings, for one.
const trustFor = 30 * time.Second

// New makes an Index of the telemetry directory. It reads nothing yet.
func New(telemetryDir string) *Index {
	return &Index{
		dir:     telemetryDir,
		names:   newInterner(),
		files:   map[string]*File{},
		weeks:   map[string]*weekCounts{},
		reports: map[string]*localReport{},
	}
}

// Watch makes later updates cheaper if the system can report changes. It is for an
// Index that lives on: to stop watching takes longer than one update. Call it before
// the first update.
func (ix *Index) Watch() {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.watch = true
}

// Close frees what the Index holds of the system.
func (ix *Index) Close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.changes.close()
	ix.changes = nil
	return nil
}

func (ix *Index) local() string { return filepath.Join(ix.dir, "local") }
