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

// days returns the days of week number i, such as `Nov 22-28`. It adds the year unless
// it is that of the running week.
func (s *Summary) days(i int) string {
	end, err := time.Parse(time.DateOnly, s.Weeks[i].Week)
	if err != nil {
		return s.Weeks[i].Week
	}
	first, last := end.AddDate(0, 0, -7), end.AddDate(0, 0, -1)
	year := s.runningYear()
	text := first.Format("Jan 2")
	if first.Year() != last.Year() && last.Year() != year {
		text += first.Format(", 2006")
	}
	if first.Month() == last.Month() {
		text += "-" + strconv.Itoa(last.Day())
	} else {
		text += last.Format("-Jan 2")
	}
	if last.Year() != year {
		text += last.Format(", 2006")
	}
	return text
}

// runningYear returns the year of the latest running week, or 0 without one.
func (s *Summary) runningYear() int {
	running := s.runningWeeks()
	if len(running) == 0 {
		return 0
	}
	end, _ := time.Parse(time.DateOnly, s.Weeks[running[len(running)-1]].Week)
	return end.AddDate(0, 0, -1).Year()
}
