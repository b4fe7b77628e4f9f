package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

func TestTemporary(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want bool
	}{
		{nil, false},
		{errors.New("no"), false},
		{syscall.EMFILE, true},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENFILE}, true},
		{fmt.Errorf("reading: %w", os.NewSyscallError("open", syscall.EIO)), true},
		{syscall.ENOMEM, true},
		{syscall.ESTALE, true},
		{syscall.ENOENT, false},
		{syscall.EACCES, false},
		{syscall.EPERM, false},
		{syscall.ELOOP, false},
	} {
		if got := Temporary(tt.err); got != tt.want {
			t.Errorf("%v: got %t", tt.err, got)
		}
	}
	if !Handles(fmt.Errorf("x: %w", syscall.EMFILE)) || Handles(syscall.EIO) {
		t.Error("Handles doesn't distinguish a lack of file handles from other faults")
	}
}
