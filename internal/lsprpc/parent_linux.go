package lsprpc

import (
	"context"
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// awaitEnd waits for the end of the process pid. It returns false if ctx ends first.
// A pidfd in the runtime's poller costs nothing while it waits, not even a thread.
func awaitEnd(ctx context.Context, pid int) (ended bool) {
	fd, err := unix.PidfdOpen(pid, unix.PIDFD_NONBLOCK)
	if errors.Is(err, unix.ESRCH) {
		return true
	}
	if err != nil {
		return pollEnd(ctx, pid)
	}
	process := os.NewFile(uintptr(fd), "pidfd")
	defer process.Close()
	stop := context.AfterFunc(ctx, func() { _ = process.Close() })
	defer stop()
	conn, err := process.SyscallConn()
	if err == nil {
		err = conn.Read(func(fd uintptr) (ended bool) {
			n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0)
			return n > 0 || err != nil && !errors.Is(err, unix.EINTR)
		})
	}
	switch {
	case ctx.Err() != nil:
		return false
	case err != nil: // the kernel can't report its end
		return pollEnd(ctx, pid)
	}
	return true
}
