package upload

import (
	"cmp"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// previewer follows the steps of the uploader of golang.org/x/telemetry, but never
// writes, deletes or uploads anything.
type previewer struct {
	index    index.View
	opt      Options
	today    string
	lastWeek string                // the latest week uploaded
	files    map[string]*weekFiles // counter files by week
	queue    []queued              // files to upload, in Go's order
	ready    map[string]queued     // the file that Go uploads for each week
	sent     map[string]bool       // weeks uploaded
	pipes    []string              // named pipes in local
	stop     string                // the file in local at which the uploader stops early
	lastTry  time.Time             // when Go last began to upload; zero for never
	nextTry  time.Time             // when Go may try to upload again; zero for any time
	uploads  Uploads
	problems []problem.Problem
	configs  map[string]*uploadconfig.Config // by version; nil for those not on this machine
}

// weekFiles is what the counter files of a week say, apart from the numbers.
type weekFiles struct {
	begin  time.Time // the earliest
	end    time.Time
	builds []counterfile.Build // in the order in which Go reads them
	known  map[counterfile.Build]bool
}

func newPreviewer(v index.View, opt Options) *previewer {
	p := &previewer{
		index: v, opt: opt, today: opt.Now.Format(time.DateOnly),
		files: map[string]*weekFiles{}, ready: map[string]queued{}, sent: map[string]bool{}, configs: map[string]*uploadconfig.Config{}, problems: []problem.Problem{},
		uploads: Uploads{Waiting: []WaitingReport{}, Blocked: []Blocker{}, Unlisted: []UnlistedBuild{}},
	}
	for _, f := range v.Files() {
		w := p.files[f.Week()]
		if w == nil {
			w = &weekFiles{begin: f.Begin, end: f.End, known: map[counterfile.Build]bool{}}
			p.files[f.Week()] = w
		}
		if f.Begin.Before(w.begin) {
			w.begin = f.Begin
		}
		if !w.known[f.Build] {
			w.known[f.Build] = true
			w.builds = append(w.builds, f.Build)
		}
	}
	p.findQueue()
	p.findSent()
	p.checkWeekends()
	p.findBlockers()
	p.findUnlisted()
	return p
}

func (p *previewer) findSent() {
	entries, err := rawfile.List(p.path("upload"))
	if err != nil {
		p.problems = append(p.problems, problem.Of("upload", err))
	}
	latest := ""
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".json")
		if !ok {
			continue
		}
		latest = max(latest, e.Name())
		if weeks.IsDay(name) {
			p.sent[name] = true
			p.noteUploaded(name, e)
		}
	}
	if p.lastWeek = strings.TrimSuffix(latest, ".json"); p.lastWeek >= p.today {
		p.lastWeek = ""
	}
}

// checkWeekends checks whether Go can read on which day its weeks end.
func (p *previewer) checkWeekends() {
	if err := weeks.Weekless(p.index.Dir()); err != nil {
		p.problem("local/weekends", problem.Corrupt, "Go can't tell when a week ends, so programs that start count nothing: "+problem.Cause(err).Error())
	}
}

// noteUploaded records the copy of a report that Go stores after an upload.
func (p *previewer) noteUploaded(week string, e os.DirEntry) {
	info, err := e.Info()
	if err == nil && info.Mode().IsRegular() && week > deref(p.uploads.LastWeek) {
		p.uploads.LastWeek, p.uploads.LastAt = new(week), new(info.ModTime().UTC().Format(time.RFC3339))
	}
}

func (p *previewer) problem(file, code, message string) {
	p.problems = append(p.problems, problem.Problem{File: file, Code: code, Message: message})
}

func (p *previewer) preview() *Preview {
	out := &Preview{Mode: p.opt.Mode, Weeks: []Week{}}
	if !p.opt.Since.IsZero() {
		out.Since = new(p.opt.Since.Format(time.DateOnly))
	}
	if c := p.opt.Config; c != nil {
		out.Config = &ConfigUsed{Version: c.Version, Source: c.Source, Stale: c.Stale(p.opt.Now)}
		if c.Date != "" {
			out.Config.Date = new(c.Date)
		}
	}
	days := p.days()
	from := p.firstShown(days)
	for _, day := range days {
		shown := day >= from && (p.opt.Week == "" || p.opt.Week == day)
		if !p.mayGo(day) && (!shown || p.opt.Brief) {
			continue
		}
		w := p.decide(day)
		if w.When != nil && (out.NextUpload == nil || *w.When < *out.NextUpload) {
			out.NextUpload, out.NextWeek = w.When, new(day)
		}
		if !shown {
			continue
		}
		if p.opt.each != nil {
			p.opt.each(&w)
		}
		out.Weeks = append(out.Weeks, w)
	}
	out.Uploads = p.uploads
	for _, left := range p.index.Problems() {
		if left.Code != problem.AlreadyReported {
			p.problems = append(p.problems, left)
		}
	}
	slices.SortFunc(p.problems, func(a, b problem.Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Code, b.Code))
	})
	out.Problems = slices.Compact(p.problems)
	return out
}

// days returns the names of all weeks, oldest first.
func (p *previewer) days() []string {
	all := map[string]bool{}
	for day := range p.files {
		all[day] = true
	}
	for day := range p.ready {
		all[day] = true
	}
	for day := range p.index.ReportedWeeks() {
		all[day] = true
	}
	maps.Copy(all, p.sent)
	return slices.Sorted(maps.Keys(all))
}

// firstShown returns the first of the days that the preview shows; "" for all days.
func (p *previewer) firstShown(days []string) string {
	if n := p.opt.Weeks; n > 0 && len(days) > n {
		return days[len(days)-n]
	}
	return ""
}

// mayGo reports whether a week could still be uploaded. All such weeks matter for the
// next upload, even if the preview doesn't show them.
func (p *previewer) mayGo(day string) bool {
	_, ready := p.ready[day]
	return !p.sent[day] && (ready || p.files[day] != nil && !p.index.Reported(day))
}
