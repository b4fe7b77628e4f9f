package index

import (
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// localReport is local.DATE.json, which has everything that was counted in a week. The
// Index reads it when a caller asks for that week.
type localReport struct {
	day     string
	stamp   rawfile.Stamp
	loaded  bool
	report  *Report // nil if there is a problem
	problem *problem.Problem
}

// reportOf returns the local report of a week; nil if there is none. The caller must
// hold mu.
func (ix *Index) reportOf(day string) *localReport {
	r := ix.reports[day]
	if r == nil {
		return nil
	}
	ix.load(r)
	return r
}

// load reads r if it may have changed since the last read.
func (ix *Index) load(r *localReport) {
	if r.loaded && ix.quiet && r.problem == nil {
		return
	}
	dir, err := rawfile.OpenDir(ix.local())
	if err != nil {
		ix.fail(r, err)
		return
	}
	defer dir.Close()
	name := "local." + r.day + ".json"
	s, err := dir.Stat(name)
	if err == nil && r.loaded && r.problem == nil && s == r.stamp {
		return
	}
	data, s, err := dir.ReadWhole(name, MaxReport)
	if err != nil {
		ix.fail(r, err)
		return
	}
	report, err := parseReport(data, ix.names)
	if err != nil {
		ix.fail(r, err)
		return
	}
	r.stamp, r.loaded, r.report, r.problem = s, true, report, nil
	ix.generation++
}

func (ix *Index) fail(r *localReport, err error) {
	p := problem.Of("local/local."+r.day+".json", err)
	if !r.loaded || r.problem == nil || *r.problem != p {
		ix.generation++
	}
	r.loaded, r.report, r.problem = true, nil, &p
}
