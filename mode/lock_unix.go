//go:build unix && !aix && !solaris && !illumos

package mode

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// lock waits until no other telemetry-ls process writes to f. Closing f releases the
// lock. On file systems without locks it does nothing.
func lock(f *os.File) error {
	const pause, tries = 5 * time.Millisecond, 2000
	for range tries {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return nil
		}
		time.Sleep(pause)
	}
	return errors.New("another process holds a lock on it")
}
