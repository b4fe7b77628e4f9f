package server

import (
	"context"
	"errors"

	"golang.org/x/sys/unix"
)

// watchParent ends the server when the process pid, the editor, is gone. A pidfd
// costs nothing while it waits.
func (s *Server) watchParent(ctx context.Context, pid int) {
	fd, err := unix.PidfdOpen(pid, 0)
	if errors.Is(err, unix.ESRCH) {
		s.parentGone(pid)
		return
	}
	if err != nil {
		s.pollParent(ctx, pid)
		return
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		defer unix.Close(fd)
		for {
			if _, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1); !errors.Is(err, unix.EINTR) {
				return
			}
		}
	}()
	select {
	case <-gone:
		s.parentGone(pid)
	case <-ctx.Done():
	}
}
