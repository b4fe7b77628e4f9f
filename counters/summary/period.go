package summary

import (
	"slices"
	"strconv"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// period lists the weeks to add up, by their places in the summary.
type period []int

func (s *Summary) allWeeks() period {
	all := make(period, len(s.Weeks))
	for i := range all {
		all[i] = i
	}
	return all
}

func (s *Summary) runningWeeks() (running period) {
	for i, w := range s.Weeks {
		if w.State == weeks.Collecting {
			running = append(running, i)
		}
	}
	return running
}

// sum adds up the numbers of a series in p.
func (p period) sum(series []uint64) (sum uint64) {
	for _, i := range p {
		sum = index.AddTotals(sum, series[i])
	}
	return sum
}

// of returns buckets with only the numbers in p.
func (p period) of(buckets []Bucket) []Bucket {
	buckets = slices.Clone(buckets)
	for i := range buckets {
		buckets[i].Total = p.sum(buckets[i].Series)
	}
	return buckets
}

// days returns the days of a week, such as `Nov 22-28`. It adds the year unless that is
// the current one. The dashboard's page does the same.
func days(week string, currentYear int) string {
	end, err := time.Parse(time.DateOnly, week)
	if err != nil {
		return week
	}
	first, last := end.AddDate(0, 0, -7), end.AddDate(0, 0, -1)
	text := first.Format("Jan 2")
	if first.Year() != last.Year() && last.Year() != currentYear {
		text += first.Format(", 2006")
	}
	if first.Month() == last.Month() {
		text += "-" + strconv.Itoa(last.Day())
	} else {
		text += last.Format("-Jan 2")
	}
	if last.Year() != currentYear {
		text += last.Format(", 2006")
	}
	return text
}
