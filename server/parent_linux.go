package server

import (
	"context"
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// watchParent ends the server when the process pid, the editor, is gone. A pidfd
// in the runtime's poller costs nothing while it waits, not even a thread.
func (s *Server) watchParent(ctx context.Context, pid int) {
	fd, err := unix.PidfdOpen(pid, unix.PIDFD_NONBLOCK)
	if errors.Is(err, unix.ESRCH) {
		s.parentGone(pid)
		return
	}
	if err != nil {
		s.pollParent(ctx, pid)
		return
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
	case err != nil: // not to be waited for here
		s.pollParent(ctx, pid)
	default:
		s.parentGone(pid)
	}
}
