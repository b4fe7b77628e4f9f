package mode

import "time"

// pulse beats at regular intervals. It skips a beat if the previous one is still
// waiting to be received.
type pulse struct {
	beats <-chan struct{}
	stop  func()
}

// tickerPulse returns a pulse driven by a ticker of the Go runtime.
func tickerPulse(every time.Duration) pulse {
	ticker := time.NewTicker(every)
	beats := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
			}
			select {
			case <-done:
				return
			case beats <- struct{}{}:
			}
		}
	}()
	return pulse{beats, func() { close(done) }}
}
