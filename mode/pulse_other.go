//go:build !linux

package mode

import "time"

func newPulse(every time.Duration) pulse { return tickerPulse(every) }
