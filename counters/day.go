package counters

import (
	"strings"
	"time"
)

// dayLength is the length of a day as weeks are named, 2026-11-29.
const dayLength = len(time.DateOnly)

func isDay(text string) bool {
	if len(text) != dayLength {
		return false
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// localReportDay is the week of the report local.DATE.json.
func localReportDay(name string) (day string, ok bool) {
	rest, ok := strings.CutPrefix(name, "local.")
	return jsonDay(rest, ok)
}

// jsonDay is the week of the report DATE.json.
func jsonDay(name string, ok bool) (string, bool) {
	day, found := strings.CutSuffix(name, ".json")
	return day, ok && found && isDay(day)
}

// reportDay finds the week in the name of a report the way Go does: other text may
// stand before it. It is "" where there is none.
func reportDay(name string) string {
	rest, ok := strings.CutSuffix(name, ".json")
	if !ok || len(rest) < dayLength || !isDay(rest[len(rest)-dayLength:]) {
		return ""
	}
	return rest[len(rest)-dayLength:]
}

// running reports whether a week is not over. Its name tells, except for files
// whose metadata were not written by Go.
func running(day string, now time.Time) bool {
	end, err := time.Parse(time.DateOnly, day)
	return err == nil && end.After(now)
}
