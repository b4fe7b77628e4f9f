//go:build linux || darwin || freebsd

package counters

import (
	"errors"
	"io"

	"golang.org/x/sys/unix"
)

// folder opens files relative to a directory. It goes past package os, since a
// summary opens thousands of files: os.File costs two more system calls each.
type folder struct{ fd int }

// openFolder opens a directory. Close it after use.
func openFolder(path string) (folder, error) {
	fd, err := retry(func() (int, error) {
		return unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	})
	return folder{fd}, err
}

// anywhere opens files by their whole path.
func anywhere() folder { return folder{unix.AT_FDCWD} }

func (d folder) close() {
	if d.fd != unix.AT_FDCWD {
		_ = unix.Close(d.fd)
	}
}

func (d folder) stat(name string) (stamp, error) {
	var st unix.Stat_t
	_, err := retry(func() (int, error) { return 0, unix.Fstatat(d.fd, name, &st, 0) })
	return stampOf(&st), err
}

func (d folder) openFile(name string) (handle, error) {
	fd, err := retry(func() (int, error) {
		return unix.Openat(d.fd, name, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	})
	return handle{fd}, err
}

// handle is an open file.
type handle struct{ fd int }

func (h handle) close() { _ = unix.Close(h.fd) }

func (h handle) stat() (stamp, error) {
	var st unix.Stat_t
	_, err := retry(func() (int, error) { return 0, unix.Fstat(h.fd, &st) })
	return stampOf(&st), err
}

func (h handle) readAt(p []byte, offset int64) (int, error) {
	done := 0
	for done < len(p) {
		n, err := unix.Pread(h.fd, p[done:], offset+int64(done))
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return done, err
		case n == 0:
			return done, io.EOF
		}
		done += n
	}
	return done, nil
}

func stampOf(st *unix.Stat_t) stamp {
	return stamp{
		size:     st.Size,
		modified: st.Mtim.Nano(),
		regular:  st.Mode&unix.S_IFMT == unix.S_IFREG,
	}
}

func retry(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}
