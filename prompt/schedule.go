package prompt

import "time"

// How often one environment is asked, and how long it is left in peace after
// each attempt without a choice.
const (
	maxAttempts = 3

	day         = 24 * time.Hour
	firstPause  = 7 * day
	secondPause = 14 * day
)

// pause is the time to wait after n attempts, n at least 1.
func pause(n int) time.Duration {
	if n == 1 {
		return firstPause
	}
	return secondPause
}

// waiting tells until when nobody is to be asked, the zero time if asking is
// due. Each instant stored with the last attempt starts a pause of its own, and
// an instant in the future starts none.
//
// setBack reports that all of them are in the future: the clock was set back
// since, or it was wrong then. To believe them could mean silence for decades,
// to ignore them asking too soon; so whoever may write stores the present as
// one more instant, and the pause starts from there.
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
