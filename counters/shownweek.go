package counters

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// shownWeek is a week of a summary, with the numbers that count in it.
type shownWeek struct {
	day     string
	state   string
	tallies []*tally
}

// latestWeeks gives the weeks that a summary shows, oldest first. Local reports
// are read one by one, from the latest on, until there are enough weeks.
func (ix *Index) latestWeeks(opt SummaryOptions) []shownWeek {
	days := slices.Collect(maps.Keys(ix.weeks))
	for day := range ix.reports {
		if ix.weeks[day] == nil {
			days = append(days, day)
		} else {
			ix.reportOf(day) // decides about the counter files, shown or not
		}
	}
	slices.SortFunc(days, func(a, b string) int { return strings.Compare(b, a) })
	var weeks []shownWeek
	for _, day := range days {
		if opt.Weeks > 0 && len(weeks) == opt.Weeks {
			break
		}
		if w, ok := ix.shown(day, opt.Now); ok {
			weeks = append(weeks, w)
		}
	}
	slices.Reverse(weeks)
	return weeks
}

// shown gives the numbers of a week: those of its local report where there is one
// that can be read, else those of its counter files.
func (ix *Index) shown(day string, now time.Time) (shownWeek, bool) {
	if r := ix.reportOf(day); r != nil && r.report != nil {
		return shownWeek{day, Reported, r.report.programs}, true
	}
	w := ix.weeks[day]
	if w == nil {
		return shownWeek{}, false
	}
	state := Pending
	if running(day, now) {
		state = Collecting
	}
	return shownWeek{day, state, w.tallies}, true
}

// running reports whether a week is not over. Its name tells, except for files
// whose metadata were not written by Go.
func running(day string, now time.Time) bool {
	end, err := time.Parse(time.DateOnly, day)
	return err == nil && end.After(now)
}

// problems gives what there is to say about files. Counter files of a week that
// has its report are problems, too: Go will delete them unread.
func (ix *Index) problems() []Problem {
	problems := []Problem{}
	if ix.folder != nil {
		problems = append(problems, *ix.folder)
	}
	reported := map[*week]bool{}
	for day, w := range ix.weeks {
		r := ix.reports[day]
		reported[w] = r != nil && r.report != nil
	}
	for _, f := range ix.files {
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
	for _, r := range ix.reports {
		if r.problem != nil {
			problems = append(problems, *r.problem)
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Code, b.Code))
	})
	return problems
}

func states(weeks []shownWeek) []WeekSummary {
	out := make([]WeekSummary, len(weeks))
	for i, w := range weeks {
		out[i] = WeekSummary{Week: w.day, State: w.state}
	}
	return out
}

func equalStates(a []WeekSummary, weeks []shownWeek) bool {
	return slices.EqualFunc(a, weeks, func(s WeekSummary, w shownWeek) bool { return s.Week == w.day && s.State == w.state })
}
