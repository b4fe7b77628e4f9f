package counters

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// previewer does what the uploader of golang.org/x/telemetry does, but for
// writing, deleting and sending anything.
type previewer struct {
	ix       *Index
	opt      PreviewOptions
	today    string
	lastWeek string                // the latest week sent
	files    map[string]*weekFiles // counter files by week
	ready    map[string]string     // names of the reports to send, by week
	sent     map[string]bool       // weeks sent
	problems []Problem
}

// weekFiles is what the counter files of a week say beside numbers.
type weekFiles struct {
	begin  time.Time // the earliest
	end    time.Time
	builds []Build // in the order in which Go meets them
}

func (ix *Index) newPreviewer(opt PreviewOptions) *previewer {
	p := &previewer{
		ix: ix, opt: opt, today: opt.Now.Format(time.DateOnly),
		files: map[string]*weekFiles{}, ready: map[string]string{}, sent: map[string]bool{}, problems: []Problem{},
	}
	for _, f := range ix.sortedFiles() {
		w := p.files[f.week.day]
		if w == nil {
			w = &weekFiles{begin: f.begin, end: f.end}
			p.files[f.week.day] = w
		}
		if f.begin.Before(w.begin) {
			w.begin = f.begin
		}
		if !slices.Contains(w.builds, f.build) {
			w.builds = append(w.builds, f.build)
		}
	}
	p.findReady()
	p.findSent()
	return p
}

// findReady finds the reports that wait to be sent.
func (p *previewer) findReady() {
	entries, _ := readDir(p.ix.local()) // the Index tells of an error
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".json") || strings.HasPrefix(name, "local.") {
			continue
		}
		day := reportDay(name)
		if day == "" {
			p.problem("local/"+name, ForeignReport, "no report by its name, yet Go uploads every such file in mode on")
			continue
		}
		if other := p.ready[day]; other == "" || name == day+".json" {
			p.ready[day] = name
		}
	}
}

// ForeignReport is the code of a [Problem] in a [Preview]: a JSON file that is not
// named as reports are.
const ForeignReport = "foreign-report"

func (p *previewer) findSent() {
	entries, err := readDir(filepath.Join(p.ix.dir, "upload"))
	if err != nil {
		p.problems = append(p.problems, problemOf("upload", err))
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ".json")
		if !ok {
			continue
		}
		p.lastWeek = max(p.lastWeek, name)
		if isDay(name) {
			p.sent[name] = true
		}
	}
	if p.lastWeek >= p.today {
		p.lastWeek = ""
	}
}

// readDir lists a directory; one that does not exist is empty.
func readDir(path string) ([]os.DirEntry, error) {
	entries, err := os.ReadDir(path)
	if missing(err) {
		return nil, nil
	}
	return entries, err
}

func (p *previewer) problem(file, code, message string) {
	p.problems = append(p.problems, Problem{file, code, message})
}

func (p *previewer) preview() *Preview {
	out := &Preview{Mode: p.opt.Mode, Weeks: []PreviewWeek{}}
	if !p.opt.Since.IsZero() {
		out.Since = ref(p.opt.Since.Format(time.DateOnly))
	}
	if c := p.opt.Config; c != nil {
		out.Config = &ConfigUsed{Version: c.Version, Source: c.Source, Stale: c.Stale(p.opt.Now)}
		if c.Date != "" {
			out.Config.Date = ref(c.Date)
		}
	}
	for _, day := range p.days() {
		w := p.week(day)
		if w.WouldUpload {
			w.When = ref(max(day, p.today))
			if out.NextUpload == nil || *w.When < *out.NextUpload {
				out.NextUpload = w.When
			}
		}
		out.Weeks = append(out.Weeks, w)
	}
	for _, problem := range p.ix.problems() {
		if problem.Code != AlreadyReported {
			p.problems = append(p.problems, problem)
		}
	}
	slices.SortFunc(p.problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Code, b.Code))
	})
	out.Problems = slices.Compact(p.problems)
	return out
}

// days gives the weeks to show, oldest first.
func (p *previewer) days() []string {
	all := map[string]bool{}
	for day := range p.files {
		all[day] = true
	}
	for day := range p.ready {
		all[day] = true
	}
	for day := range p.ix.reports {
		all[day] = true
	}
	maps.Copy(all, p.sent)
	days := slices.Sorted(maps.Keys(all))
	if n := p.opt.Weeks; n > 0 && len(days) > n {
		days = days[len(days)-n:]
	}
	return days
}

func ref(s string) *string { return &s }
