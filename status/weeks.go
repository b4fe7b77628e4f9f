package status

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
)

// nextReport is the earliest end of the running weeks, zero if none is running.
func nextReport(w Weeks, now time.Time) time.Time {
	var next time.Time
	for _, s := range w.Spans {
		if s.End.After(now) && (next.IsZero() || s.End.Before(next)) {
			next = s.End
		}
	}
	return next
}

// firstUpload is the first week end with no counter file begun on or before since:
// of a week that is over and not summed up yet, else of the running one, else of
// one to come. It is zero where it is not known on which day weeks end.
func firstUpload(w Weeks, since, now time.Time) time.Time {
	if end := firstPending(w, since, now); !end.IsZero() {
		return end
	}
	end := nextReport(w, now)
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

// firstPending is the earliest end of a week that is over and that Go will send as
// soon as it sums it up, zero for none.
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

// held reports whether the week that ends at end holds data from the day of the
// consent or before. The loop over it ends, since there are finitely many files.
func held(w Weeks, end, since time.Time) bool {
	for _, s := range w.Spans {
		if s.End.Equal(end) && !s.Begin.After(since) {
			return true
		}
	}
	return false
}

// nextWeekend is the first day after today, in UTC, that falls on day.
func nextWeekend(day time.Weekday, now time.Time) time.Time {
	y, m, d := now.UTC().Date()
	ahead := (int(day-now.UTC().Weekday())+6)%7 + 1
	return time.Date(y, m, d+ahead, 0, 0, 0, 0, time.UTC)
}
