package status

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
)

// NextEnd returns the earliest end of the running weeks, or zero if there are none.
func (w Weeks) NextEnd(now time.Time) time.Time {
	var next time.Time
	for _, s := range w.Spans {
		if s.End.After(now) && (next.IsZero() || s.End.Before(next)) {
			next = s.End
		}
	}
	return next
}

// firstUpload returns the first week end with no counter file begun on or before since:
// of an ended week without a local report, otherwise of the running week, otherwise of
// a future week. It is zero if the day on which weeks end is unknown.
func firstUpload(w Weeks, since, now time.Time) time.Time {
	if end := firstPending(w, since, now); !end.IsZero() {
		return end
	}
	end := w.NextEnd(now)
	if end.IsZero() {
		if !w.Known {
			return end
		}
		end = nextWeekend(w.Weekends, now)
	}
	const week = 7 * 24 * 60 * 60                     // a Duration ends at 292 years
	if late := since.Unix() - end.Unix(); late >= 0 { // a choice dated in the future
		end = end.AddDate(0, 0, 7*(1+int(late/week)))
	}
	for held(w, end, since) {
		end = end.AddDate(0, 0, 7)
	}
	return end
}

// firstPending returns the earliest end of an ended week that Go will upload as soon as
// it makes the report, or zero for none.
func firstPending(w Weeks, since, now time.Time) time.Time {
	var first time.Time
	for _, s := range w.Spans {
		due := !s.End.After(now) && now.Sub(s.End) <= upload.UploadableFor && s.End.After(since)
		if due && !held(w, s.End, since) && (first.IsZero() || s.End.Before(first)) {
			first = s.End
		}
	}
	return first
}

// held reports whether the week that ends at end has data from the day of the consent
// or earlier. The loop over it ends because the number of files is finite.
func held(w Weeks, end, since time.Time) bool {
	for _, s := range w.Spans {
		if s.End.Equal(end) && !s.Begin.After(since) {
			return true
		}
	}
	return false
}

// nextWeekend returns the first day after today, in UTC, that falls on day.
func nextWeekend(day time.Weekday, now time.Time) time.Time {
	y, m, d := now.UTC().Date()
	ahead := (int(day-now.UTC().Weekday())+6)%7 + 1
	return time.Date(y, m, d+ahead, 0, 0, 0, 0, time.UTC)
}
