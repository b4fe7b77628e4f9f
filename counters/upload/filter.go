package upload

import (
	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// filter makes the report that Go would make from counts, and lists the counters that
// the report leaves out.
func (p *previewer) filter(w *Week, counts []*index.BuildCounts) {
	c := p.opt.Config
	if c == nil {
		w.because(NoConfig, "the upload config (the list of approved counters) is not on this machine")
		return
	}
	w.JudgedBy = new(c.Version)
	w.Report = &Report{Week: w.Week, LastWeek: p.lastWeek, Config: c.Version}
	for _, t := range counts {
		if reason := c.Withholds(t.Build); reason != "" {
			for _, n := range t.Counts {
				w.withhold(t.Build, n, reason)
			}
			continue
		}
		w.Report.Programs = append(w.Report.Programs, p.filterProgram(w, t))
	}
}

// filterProgram returns the approved counts of a build. A build without any of them
// stays in the report.
func (p *previewer) filterProgram(w *Week, t *index.BuildCounts) *ProgramReport {
	b := t.Build
	r := &ProgramReport{
		plainjson.ValidText(b.Program), plainjson.ValidText(b.Version), plainjson.ValidText(b.GoVersion), plainjson.ValidText(b.GOOS), plainjson.ValidText(b.GOARCH),
		map[string]int64{},
		map[string]int64{},
	}
	for _, n := range t.Counts {
		rate, reason := p.opt.Config.Rate(b.Program, n.Name)
		if reason != "" {
			w.withhold(b, n, reason)
			continue
		}
		if rate < 1 {
			w.Sampled = append(w.Sampled, SampledCount{plainjson.ValidText(b.Program), plainjson.ValidText(n.Name), rate})
		}
		if counterfile.IsStack(n.Name) {
			r.Stacks[plainjson.ValidText(n.Name)] = int64(n.Value)
		} else {
			r.Counters[plainjson.ValidText(n.Name)] = int64(n.Value)
		}
	}
	return r
}

func (w *Week) withhold(b counterfile.Build, n index.Count, reason string) {
	w.Withheld = append(w.Withheld, WithheldCount{plainjson.ValidText(b.Program), plainjson.ValidText(b.Version), plainjson.ValidText(n.Name), int64(n.Value), reason})
}

// readReport reads an existing report, and finds the counters of the local report that
// it lacks.
func (p *previewer) readReport(w *Week, file string) {
	data, _, err := rawfile.AnyDir().ReadWhole(p.path(file), index.MaxReport)
	if err == nil {
		if jsonErr := json.Unmarshal(data, &w.Report, plainjson.AsGo()); jsonErr != nil {
			err = problem.InJSON(jsonErr, 0)
		} else if w.Report == nil {
			err = problem.Malformed(0, "expected a report, found null")
		}
	}
	if err != nil {
		w.Report = nil
		p.problems = append(p.problems, problem.Of(file, err))
		return
	}
	if local, _ := p.index.Report(w.Week); local != nil {
		p.compare(w, local)
	}
}
