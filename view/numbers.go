package view

import (
	"fmt"
	"strconv"
	"strings"
)

// number writes n with separators of thousands.
func number(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// signed is number for what reports hold: a damaged one may go below zero.
func signed(n int64) string {
	if n < 0 {
		return "-" + number(-uint64(n))
	}
	return number(uint64(n))
}

// counted is a number with its noun.
func counted(n uint64, one, many string) string {
	return number(n) + " " + choose(n == 1, one, many)
}

func choose[T any](cond bool, yes, no T) T {
	if cond {
		return yes
	}
	return no
}

// size writes a number of bytes for people.
func size(n int64) string {
	if n < 1<<10 {
		return fmt.Sprintf("%d B", n)
	}
	value, unit := float64(n)/(1<<10), "KiB"
	for _, larger := range []string{"MiB", "GiB", "TiB"} {
		if value < 1023.95 {
			break
		}
		value, unit = value/(1<<10), larger
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", value), ".0") + " " + unit
}

// trendWeeks is how many weeks a trend shows at most.
const trendWeeks = 26

// trend draws the latest of a series, scaled to its largest value. What is none is
// drawn as the lowest bar, and any number above it.
func trend(series []uint64) string {
	series = series[max(len(series)-trendWeeks, 0):]
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

// bar draws a share of a whole in at most width characters, and something for all
// that is not nothing.
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

// percent writes a share of a whole.
func percent(part, whole uint64) string {
	if whole == 0 {
		return ""
	}
	share := 100 * float64(part) / float64(whole)
	switch {
	case part > 0 && share < 1:
		return fmt.Sprintf("%.1f %%", max(share, 0.1))
	case part < whole && share > 99:
		return "99 %"
	}
	return fmt.Sprintf("%.0f %%", share)
}
