package weeks

import (
	"strings"
	"time"
)

// DayLength is the length of the name of a week, such as 2026-11-29.
const DayLength = len(time.DateOnly)

// IsDay reports whether text is the name of a week.
func IsDay(text string) bool {
	if len(text) != DayLength {
		return false
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// OfLocalReport returns the week of the local report local.DATE.json.
func OfLocalReport(name string) (day string, ok bool) {
	if rest, local := strings.CutPrefix(name, "local."); local {
		return OfUploadedReport(rest)
	}
	return "", false
}

// OfUploadedReport returns the week of the uploaded report upload/DATE.json.
func OfUploadedReport(name string) (day string, ok bool) {
	day, ok = strings.CutSuffix(name, ".json")
	return day, ok && IsDay(day)
}

// OfReport finds the week in the name of a report as Go does: other text may precede
// it. It returns "" if the name contains no week.
func OfReport(name string) string {
	rest, ok := strings.CutSuffix(name, ".json")
	if !ok || len(rest) < DayLength || !IsDay(rest[len(rest)-DayLength:]) {
		return ""
	}
	return rest[len(rest)-DayLength:]
}

// Running reports whether a week has not ended yet, judging by its name. The name is
// right unless something other than Go wrote the metadata of the file.
func Running(day string, now time.Time) bool {
	end, err := time.Parse(time.DateOnly, day)
	return err == nil && end.After(now)
}
