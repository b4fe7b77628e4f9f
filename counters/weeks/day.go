package weeks

import (
	"strings"
	"time"
)

// DayLength is the length of a day as weeks are named, 2026-11-29.
const DayLength = len(time.DateOnly)

// IsDay reports whether text is the name of a week.
func IsDay(text string) bool {
	if len(text) != DayLength {
		return false
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// OfLocalReport is the week of the report local.DATE.json.
func OfLocalReport(name string) (day string, ok bool) {
	if rest, local := strings.CutPrefix(name, "local."); local {
		return OfUploadedReport(rest)
	}
	return "", false
}

// OfUploadedReport is the week of the report DATE.json in upload.
func OfUploadedReport(name string) (day string, ok bool) {
	day, ok = strings.CutSuffix(name, ".json")
	return day, ok && IsDay(day)
}

// OfReport finds the week in the name of a report the way Go does: other text may
// stand before it. It is "" if there is none.
func OfReport(name string) string {
	rest, ok := strings.CutSuffix(name, ".json")
	if !ok || len(rest) < DayLength || !IsDay(rest[len(rest)-DayLength:]) {
		return ""
	}
	return rest[len(rest)-DayLength:]
}

// Running reports whether a week has not ended. Its name says so, except for files
// whose metadata Go did not write.
func Running(day string, now time.Time) bool {
	end, err := time.Parse(time.DateOnly, day)
	return err == nil && end.After(now)
}
