//go:build unix

package walk

import (
	"errors"
	"syscall"
)

// file is an open file without what os.File adds for files that can block.
type file int

// open never waits for a pipe that took the place of a file.
func open(path string) (file, error) {
	for {
		fd, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
		if !errors.Is(err, syscall.EINTR) {
			return file(fd), err
		}
	}
}

// Read returns 0 and no error at the end.
func (f file) Read(p []byte) (int, error) {
	for {
		n, err := syscall.Read(int(f), p)
		if !errors.Is(err, syscall.EINTR) {
			return max(n, 0), err
		}
	}
}

// Close closes the file. Nothing was written, so an error says nothing.
func (f file) Close() { _ = syscall.Close(int(f)) }
