// Package quantity formats numbers for people. Start reading at [Count] and [Size].
package quantity

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Number formats n with thousands separators.
func Number(n uint64) string {
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

// Signed is like Number, for the values in reports: a damaged report can have negative
// ones.
func Signed(n int64) string {
	if n < 0 {
		return "-" + Number(-uint64(n))
	}
	return Number(uint64(n))
}

// Count formats a number with its noun: "1 file", "1,204 files".
func Count[N int | int64 | uint64](n N, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	if n < 0 {
		return Signed(int64(n)) + " " + many
	}
	return Number(uint64(n)) + " " + many
}

// Size formats a number of bytes in B, KiB, MiB, GiB or TiB, with one decimal if it is
// not zero. The front ends use the same rule; testdata/sizes.json at the top of the
// repository has the test cases for all of them.
func Size(bytes int64) string {
	if bytes < 1024 {
		return fmt.Sprintf("%d B", bytes)
	}
	units := []string{"KiB", "MiB", "GiB", "TiB"}
	value := float64(bytes) / 1024
	for len(units) > 1 && tenths(value) >= 10240 {
		value, units = value/1024, units[1:]
	}
	whole, tenth := tenths(value)/10, tenths(value)%10
	if tenth == 0 {
		return fmt.Sprintf("%d %s", whole, units[0])
	}
	return fmt.Sprintf("%d.%d %s", whole, tenth, units[0])
}

// tenths rounds half up, as the front ends do: the formatters of the languages differ
// for values such as 1.25.
func tenths(value float64) int64 { return int64(math.Floor(value*10 + 0.5)) }
