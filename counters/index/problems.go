package index

import (
	"cmp"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Problems returns the problems of the files. They include the counter files of weeks
// that have a report, because Go will delete those files unread.
func (v View) Problems() []problem.Problem {
	problems := []problem.Problem{}
	if v.ix.unlisted != nil {
		problems = append(problems, *v.ix.unlisted)
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
				Message: "leftover, not counted: local." + f.week.day + ".json already reports the week ending " + f.week.day,
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
