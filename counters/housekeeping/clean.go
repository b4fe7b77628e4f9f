package housekeeping

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// Options say what to delete.
type Options struct {
	// Before is the last day on which the weeks to delete may end, at 00:00 UTC. Zero
	// means 21 days ago: Go doesn't make reports to upload from older data.
	Before time.Time
	Now    time.Time
	Mode   string // the telemetry mode
}

// Plan is what a clean-up would delete or, once it has run, what it deleted.
type Plan struct {
	Files    []PlannedFile     `json:"files"`    // the files to delete, in that order
	Bytes    int64             `json:"bytes"`    // the size of these files in bytes
	Deleted  bool              `json:"deleted"`  // at least one file was deleted
	Problems []problem.Problem `json:"problems"` // files that could not be deleted, directories that cannot be read

	dir    string
	now    time.Time
	before string
}

// Before returns the last day on which the weeks of p may end.
func (p *Plan) Before() string { return p.before }

// PlannedFile is a file to delete.
type PlannedFile struct {
	Path  string  `json:"path"`  // the path in the telemetry directory, with slashes
	Bytes int64   `json:"bytes"` // its size in bytes
	Note  *string `json:"note"`  // says if the deletion cancels an upload; null if not

	kind, week string
	modified   time.Time
}

// CancelsUpload is the note for files that Go would upload, or would make into a
// report to upload.
const CancelsUpload = "cancels an upload"

// deletable lists the kinds of files that belong to a week, in the order of deletion.
// While a counter file or a waiting report exists, the later kinds keep Go from
// uploading the week again.
var deletable = []string{CountersFile, ReadyReport, LocalReport, SentReport}

// PlanCleanup finds the files of old weeks. It keeps the latest uploaded report, which
// Go names in the next one. It also keeps weeks that have not ended, and files that
// belong to no week. It keeps the reports of a week if Go could upload the week a second
// time without them.
func PlanCleanup(telemetryDir string, opt Options) (*Plan, error) {
	list, err := List(telemetryDir)
	if err != nil {
		return nil, err
	}
	before := opt.Before
	if before.IsZero() {
		before = opt.Now.UTC().Add(-upload.UploadableFor)
	}
	last, newest := before.UTC().Format(time.DateOnly), newestUpload(list)
	reported := map[string]bool{}
	for _, f := range list.Files {
		if f.Week != nil && f.Kind != CountersFile {
			reported[*f.Week] = true
		}
	}
	plan := &Plan{Files: []PlannedFile{}, Problems: list.Problems, dir: telemetryDir, now: opt.Now, before: last}
	for _, f := range list.Files {
		if !slices.Contains(deletable, f.Kind) || !f.regular || f.Week == nil || f.Path == newest {
			continue
		}
		if *f.Week > last || weeks.Running(*f.Week, opt.Now) {
			continue
		}
		file := PlannedFile{Path: f.Path, Bytes: f.Bytes, kind: f.Kind, week: *f.Week, modified: f.modified}
		if f.Kind == ReadyReport || f.Kind == CountersFile && !reported[*f.Week] && mayStillGo(*f.Week, opt) {
			file.Note = new(CancelsUpload)
		}
		plan.Files = append(plan.Files, file)
	}
	slices.SortStableFunc(plan.Files, func(a, b PlannedFile) int {
		return slices.Index(deletable, a.kind) - slices.Index(deletable, b.kind)
	})
	plan.holdBack()
	return plan, nil
}

// holdBack removes the reports from the plan that must not be deleted. Each of them can
// be a reason to keep the next.
func (p *Plan) holdBack() {
	going := map[string]bool{}
	for _, f := range p.Files {
		going[f.Path] = true
	}
	held := findHolds(p.dir, going)
	p.Files = slices.DeleteFunc(p.Files, func(f PlannedFile) bool {
		err := held.keeps(f, p.now)
		if err == nil {
			p.Bytes += f.Bytes
			return false
		}
		held.add(f)
		p.keep(f, err)
		return true
	})
}

func newestUpload(list *Listing) string {
	newest := ""
	for _, f := range list.Files {
		if f.Kind == SentReport {
			newest = max(newest, f.Path)
		}
	}
	return newest
}

// mayStillGo reports whether Go may make a report to upload from the counter files of a
// week.
func mayStillGo(week string, opt Options) bool {
	return opt.Mode == "on" && reportable(week, opt.Now)
}

// Execute deletes the files in the plan, except for files that have changed since then.
// Before it deletes the reports of a kind, it checks again for reasons to keep them: a
// file that could not be deleted, or a new file.
func (p *Plan) Execute() {
	done, stuck := []PlannedFile{}, []PlannedFile{}
	var held *holds
	p.Bytes = 0
	for i, f := range p.Files {
		if i == 0 || f.kind != p.Files[i-1].kind {
			held = findHolds(p.dir, nil)
			held.add(stuck...)
		}
		err := held.keeps(f, p.now)
		if err == nil {
			err = p.remove(f)
		}
		switch {
		case err == nil:
			done = append(done, f)
			p.Bytes += f.Bytes
		case rawfile.Missing(err): // Go has deleted it
		default:
			stuck = append(stuck, f)
			p.keep(f, err)
		}
	}
	p.Files, p.Deleted = done, len(done) > 0
}

func (p *Plan) keep(f PlannedFile, err error) {
	p.Problems = append(p.Problems, problem.Problem{File: f.Path, Code: "kept", Message: "not deleted: " + problem.Cause(err).Error()})
}

func (p *Plan) remove(f PlannedFile) error {
	path := filepath.Join(p.dir, filepath.FromSlash(f.Path))
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || info.Size() != f.Bytes || !info.ModTime().Equal(f.modified) {
		return fmt.Errorf("it has changed since %s", f.modified.UTC().Format(time.RFC3339))
	}
	return os.Remove(path)
}
