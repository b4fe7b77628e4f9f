package counters

import (
	"github.com/go-json-experiment/json"
)

// filter makes the report that Go would make of tallies, and says what it leaves
// out.
func (p *previewer) filter(w *PreviewWeek, tallies []*tally) {
	c := p.opt.Config
	if c == nil {
		w.because(NoConfig, "the upload config, the list of approved counters, is not on this machine")
		return
	}
	w.Report = &Report{Week: w.Week, LastWeek: p.lastWeek, Config: c.Version}
	for _, t := range tallies {
		if reason := c.withholds(t.build); reason != "" {
			for _, n := range t.counts {
				w.withhold(t.build, n, reason)
			}
			continue
		}
		w.Report.Programs = append(w.Report.Programs, p.filterProgram(w, t))
	}
}

// filterProgram gives what is approved of a build. A build without anything
// approved stays in the report.
func (p *previewer) filterProgram(w *PreviewWeek, t *tally) *ProgramReport {
	b := t.build
	r := &ProgramReport{
		clean(b.Program), clean(b.Version), clean(b.GoVersion), clean(b.GOOS), clean(b.GOARCH),
		map[string]int64{},
		map[string]int64{},
	}
	for _, n := range t.counts {
		rate, reason := p.opt.Config.rate(b.Program, n.name)
		if reason != "" {
			w.withhold(b, n, reason)
			continue
		}
		if rate < 1 {
			w.Sampled = append(w.Sampled, SampledCount{clean(b.Program), clean(n.name), rate})
		}
		if isStack(n.name) {
			r.Stacks[clean(n.name)] = int64(n.value)
		} else {
			r.Counters[clean(n.name)] = int64(n.value)
		}
	}
	return r
}

func (w *PreviewWeek) withhold(b Build, n count, reason string) {
	w.Withheld = append(w.Withheld, WithheldItem{clean(b.Program), clean(b.Version), clean(n.name), int64(n.value), reason})
}

// onDisk reads a report that was made already, and finds out what of the local
// report is not in it.
func (p *previewer) onDisk(w *PreviewWeek, file string) {
	data, _, err := anywhere().readWhole(p.path(file), maxReport)
	if err == nil {
		if jsonErr := json.Unmarshal(data, &w.Report, leniently()); jsonErr != nil {
			err = jsonError(jsonErr, 0)
		} else if w.Report == nil {
			err = malformed(0, "null where a report belongs")
		}
	}
	if err != nil {
		w.Report = nil
		p.problems = append(p.problems, problemOf(file, err))
		return
	}
	if local, _ := p.index.Report(w.Week); local != nil {
		for _, t := range local.programs {
			p.missingFrom(w, t)
		}
	}
}

// NotInReport is the reason for what a report leaves out although the upload
// config at hand approves it: it was another one, or chance.
const NotInReport = "not-in-report"

// missingFrom finds what a build counted and the report of w leaves out.
func (p *previewer) missingFrom(w *PreviewWeek, t *tally) {
	var in *ProgramReport
	for _, r := range w.Report.Programs {
		if r != nil && (Build{r.Program, r.Version, r.GoVersion, r.GOOS, r.GOARCH}) == t.build {
			in = r
		}
	}
	for _, n := range t.counts {
		if in != nil {
			_, counter := in.Counters[n.name]
			_, stack := in.Stacks[n.name]
			if counter || stack {
				continue
			}
		}
		w.withhold(t.build, n, p.reasonFor(t.build, n))
	}
}

func (p *previewer) reasonFor(b Build, n count) string {
	c := p.opt.Config
	if c == nil {
		return NotInReport
	}
	if reason := c.withholds(b); reason != "" {
		return reason
	}
	if _, reason := c.rate(b.Program, n.name); reason != "" {
		return reason
	}
	return NotInReport
}
