package index

import (
	"cmp"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Problems gives what there is to say about files. Counter files of a week that
// has its report are problems, too: Go will delete them unread.
func (v View) Problems() []problem.Problem {
	problems := []problem.Problem{}
	if v.ix.folder != nil {
		problems = append(problems, *v.ix.folder)
	}
	reported := map[*weekCounts]bool{}
	for day, w := range v.ix.weeks {
		r := v.ix.reports[day]
		reported[w] = r != nil && r.report != nil
	}
	for _, f := range v.ix.files {
		switch {
		case f.Problem != nil:
			problems = append(problems, *f.Problem)
		case reported[f.week]:
			problems = append(problems, problem.Problem{
				File: "local/" + f.Name, Code: problem.AlreadyReported,
				Message: "left over: the week that ended on " + f.week.day + " is in local." + f.week.day + ".json, which counts",
			})
		}
	}
	for _, r := range v.ix.reports {
		if r.problem != nil {
			problems = append(problems, *r.problem)
		}
	}
	slices.SortFunc(problems, func(a, b problem.Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Code, b.Code))
	})
	return problems
}
