package summary

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// RunningCount is what a program counted under one name in the weeks that have not
// ended.
type RunningCount struct {
	Program string
	Count   uint64
}

// Running returns what each program has counted under name in the weeks of s that have
// not ended. The name is that of a counter or the plain name of a stack. Running leaves
// out programs that have not counted it.
func (s *Summary) Running(name string) []RunningCount {
	chart, bucket, _ := strings.Cut(name, ":")
	var running []RunningCount
	for _, p := range s.Programs {
		var count uint64
		for _, c := range p.Charts {
			if c.Name != chart {
				continue
			}
			// A plain counter may have the name of a chart with buckets.
			if bucket == "" && c.Kind == Count {
				count += s.RunningTotal(c.Series)
			}
			for _, b := range c.Buckets {
				if b.Name == bucket {
					count += s.RunningTotal(b.Series)
				}
			}
		}
		for _, st := range p.Stacks {
			if st.Name == name {
				count += s.RunningTotal(st.Series)
			}
		}
		if count > 0 {
			running = append(running, RunningCount{p.Program, count})
		}
	}
	return running
}

// RunningTotal adds up the numbers in series for the weeks that have not ended.
func (s *Summary) RunningTotal(series []uint64) (sum uint64) {
	for i, w := range s.Weeks {
		if w.State == weeks.Collecting && i < len(series) {
			sum += series[i]
		}
	}
	return sum
}
