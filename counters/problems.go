package counters

import (
	"cmp"
	"slices"
	"strings"
)

// Problems gives what there is to say about files. Counter files of a week that
// has its report are problems, too: Go will delete them unread.
func (v View) Problems() []Problem {
	problems := []Problem{}
	if v.ix.folder != nil {
		problems = append(problems, *v.ix.folder)
	}
	reported := map[*week]bool{}
	for day, w := range v.ix.weeks {
		r := v.ix.reports[day]
		reported[w] = r != nil && r.report != nil
	}
	for _, f := range v.ix.files {
		switch {
		case f.problem != nil:
			problems = append(problems, *f.problem)
		case reported[f.week]:
			problems = append(problems, Problem{
				"local/" + f.name, AlreadyReported,
				"left over: the week that ended on " + f.week.day + " is in local." + f.week.day + ".json, which counts",
			})
		}
	}
	for _, r := range v.ix.reports {
		if r.problem != nil {
			problems = append(problems, *r.problem)
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Code, b.Code))
	})
	return problems
}
