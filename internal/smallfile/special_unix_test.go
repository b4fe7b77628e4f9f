//go:build unix

package smallfile

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestReadNeverWaits checks that Read refuses files that could block forever: a pipe
// without a writer, a socket, a terminal and an endless device.
func TestReadNeverWaits(t *testing.T) {
	dir := t.TempDir()
	pipe, socket := filepath.Join(dir, "pipe"), filepath.Join(dir, "socket")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	link := filepath.Join(dir, "link")
	if err := os.Symlink("pipe", link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, link, socket, dir, "/dev/null", "/dev/zero", "/dev/ptmx"} {
		if data, err := Read(path, 4); !errors.Is(err, ErrNotRegular) || data != nil {
			t.Errorf("%s: %q, %v", path, data, err)
		}
	}
}

func TestReadFirst(t *testing.T) {
	any := func(fs.FileInfo) bool { return true }
	for path, want := range map[string]struct {
		data string
		long bool
	}{"/dev/null": {"", false}, "/dev/zero": {"\x00\x00\x00\x00", true}} {
		if data, long, err := ReadFirst(path, 4, any); string(data) != want.data || long != want.long || err != nil {
			t.Errorf("%s: %q, %v, %v", path, data, long, err)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int64]string{4: "1234", 5: "12345", 6: "12345"} {
		if data, long, err := ReadFirst(file, limit, nil); string(data) != want || long != (limit == 4) || err != nil {
			t.Errorf("%d bytes: %q, %v, %v", limit, data, long, err)
		}
	}
}
