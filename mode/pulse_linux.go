package mode

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// newPulse returns a pulse driven by a timer of the kernel. A runtime timer makes
// the runtime's monitor spin around each beat: it wakes an idle process 20 times,
// and a kernel timer only 3 times.
func newPulse(every time.Duration) pulse {
	fd, err := unix.TimerfdCreate(unix.CLOCK_MONOTONIC, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC)
	if err != nil {
		return tickerPulse(every)
	}
	f := os.NewFile(uintptr(fd), "poll")
	beat := unix.NsecToTimespec(every.Nanoseconds())
	if err := unix.TimerfdSettime(fd, 0, &unix.ItimerSpec{Interval: beat, Value: beat}, nil); err != nil {
		_ = f.Close()
		return tickerPulse(every)
	}
	beats := make(chan struct{})
	done := make(chan struct{})
	go func() {
		var expirations [8]byte
		for {
			if _, err := f.Read(expirations[:]); err != nil {
				return // closed
			}
			select {
			case <-done:
				return
			case beats <- struct{}{}:
			}
		}
	}()
	return pulse{beats, func() {
		close(done)
		_ = f.Close()
	}}
}
