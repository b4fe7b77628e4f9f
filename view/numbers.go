package view

import (
	"fmt"
	"strings"
)

func choose[T any](cond bool, yes, no T) T {
	if cond {
		return yes
	}
	return no
}

// trendWeeks is the maximum number of weeks in a trend.
const trendWeeks = 26

// trend draws the end of a series of weeks. One week is no trend.
func trend(series []uint64) string {
	if len(series) < 2 {
		return ""
	}
	return bars(series[max(len(series)-trendWeeks, 0):])
}

// bars draws numbers, scaled to the largest. It draws zero as the lowest bar, and any
// other number higher.
func bars(series []uint64) string {
	var top uint64
	for _, n := range series {
		top = max(top, n)
	}
	const levels = "▂▃▄▅▆▇█"
	var b strings.Builder
	for _, n := range series {
		if n == 0 {
			b.WriteRune('▁')
			continue
		}
		level := min(int(float64(n)/float64(top)*7), 6)
		b.WriteRune([]rune(levels)[level])
	}
	return b.String()
}

// bar draws a share of a whole in at most width characters, at least one if the share
// is not zero.
func bar(part, whole uint64, width int) string {
	if part == 0 || whole == 0 {
		return ""
	}
	eighths := max(int(float64(part)/float64(whole)*float64(width)*8+0.5), 1)
	full := strings.Repeat("█", min(eighths/8, width))
	if rest := eighths % 8; rest > 0 && eighths < 8*width {
		full += string([]rune("▏▎▍▌▋▊▉")[rest-1])
	}
	return full
}

// percent formats a share of a whole.
func percent(part, whole uint64) string {
	if whole == 0 {
		return ""
	}
	share := 100 * float64(part) / float64(whole)
	switch {
	case part > 0 && share < 1:
		return fmt.Sprintf("%.1f%%", max(share, 0.1))
	case part < whole && share > 99:
		return "99%"
	}
	return fmt.Sprintf("%.0f%%", share)
}
