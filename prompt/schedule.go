package prompt

import "time"

// These constants say how often the question appears in one environment, and how
// long the pause is after each attempt without a choice.
const (
	maxAttempts = 3

	day         = 24 * time.Hour
	firstPause  = 7 * day
	secondPause = 14 * day
)

// pause returns the time to wait after n attempts. n is at least 1.
func pause(n int) time.Duration {
	if n == 1 {
		return firstPause
	}
	return secondPause
}

// waiting returns the time until which the question must not appear, or the zero
// time if it is due. Each time stored with the last attempt starts a separate pause.
// A time in the future starts none.
//
// setBack reports that all of them are in the future: the clock was set back since,
// or it was wrong then. Using these times could suppress the question for decades,
// and ignoring them could show it too soon. So Begin also stores the current time,
// and the pause starts there.
func (s state) waiting(now time.Time) (until time.Time, setBack bool) {
	n := len(s.Attempts)
	if n == 0 {
		return time.Time{}, false
	}
	setBack = true
	for _, t := range s.Attempts[n-1].instants() {
		if t.After(now) {
			continue
		}
		setBack = false
		if end := t.Add(pause(n)); end.After(now) && end.After(until) {
			until = end
		}
	}
	return until, setBack
}
