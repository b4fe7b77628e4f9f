package mode

import "time"

// pulse beats from time to time. A beat that nobody waits for is left out.
type pulse struct {
	beats <-chan struct{}
	stop  func()
}

// tickerPulse beats by the clock of the runtime.
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
