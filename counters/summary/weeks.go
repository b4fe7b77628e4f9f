package summary

import (
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// WeekCounts is a week of a summary, and what each build counted in it.
type WeekCounts struct {
	Week   string // the day (UTC) on which the week ends
	State  string
	Builds []*index.BuildCounts
}

// Weeks returns the weeks that a summary shows, oldest first. It reads local reports one
// at a time, starting with the latest, until there are enough weeks.
func Weeks(v index.View, opt Options) []WeekCounts {
	days := slices.Collect(v.CountedWeeks())
	for day := range v.ReportedWeeks() {
		if !v.Counted(day) {
			days = append(days, day)
		} else {
			v.Report(day) // decides whether the counter files are leftovers, even if not shown
		}
	}
	slices.SortFunc(days, func(a, b string) int { return strings.Compare(b, a) })
	var weeks []WeekCounts
	for _, day := range days {
		if opt.Weeks > 0 && len(weeks) == opt.Weeks {
			break
		}
		if w, ok := weekOf(v, day, opt.Now); ok {
			weeks = append(weeks, w)
		}
	}
	slices.Reverse(weeks)
	return weeks
}

// weekOf returns the numbers of a week: those of its local report or, without a
// readable one, those of its counter files.
func weekOf(v index.View, day string, now time.Time) (WeekCounts, bool) {
	if r, _ := v.Report(day); r != nil {
		return WeekCounts{day, weeks.Reported, r.Programs}, true
	}
	if !v.Counted(day) {
		return WeekCounts{}, false
	}
	state := weeks.Pending
	if weeks.Running(day, now) {
		state = weeks.Collecting
	}
	return WeekCounts{day, state, v.Counts(day)}, true
}

func states(weeks []WeekCounts) []Week {
	out := make([]Week, len(weeks))
	for i, w := range weeks {
		out[i] = Week{Week: w.Week, State: w.State}
	}
	return out
}

func equalStates(a []Week, weeks []WeekCounts) bool {
	return slices.EqualFunc(a, weeks, func(s Week, w WeekCounts) bool { return s.Week == w.Week && s.State == w.State })
}
