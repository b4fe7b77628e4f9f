package weeks

import (
	"strings"
	"time"
)

// DayLength is the length of a day as weeks are named, 2026-11-29.
const DayLength = len(time.DateOnly)

func IsDay(text string) bool {
	if len(text) != DayLength {
		return false
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// OfLocalReport is the week of the report local.DATE.json.
func OfLocalReport(name string) (day string, ok bool) {
	rest, ok := strings.CutPrefix(name, "local.")
	return OfFile(rest, ok)
}

// OfFile is the week of the report DATE.json.
func OfFile(name string, ok bool) (string, bool) {
	day, found := strings.CutSuffix(name, ".json")
	return day, ok && found && IsDay(day)
}

// OfReport finds the week in the name of a report the way Go does: other text may
// stand before it. It is "" where there is none.
func OfReport(name string) string {
	rest, ok := strings.CutSuffix(name, ".json")
	if !ok || len(rest) < DayLength || !IsDay(rest[len(rest)-DayLength:]) {
		return ""
	}
	return rest[len(rest)-DayLength:]
}

// Running reports whether a week is not over. Its name tells, except for files
// whose metadata were not written by Go.
func Running(day string, now time.Time) bool {
	end, err := time.Parse(time.DateOnly, day)
	return err == nil && end.After(now)
}
