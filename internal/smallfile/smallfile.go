// Package smallfile reads small files safely. It can't hang or run out of memory,
// whatever is in their place, and it says where JSON is malformed. Start with [Read].
package smallfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// ErrNotRegular is the error if something other than a file is in its place.
var ErrNotRegular = errors.New("not a regular file")

// Read reads a regular file of at most limit bytes. Anything else is an error, because
// reading a pipe could block forever. Errors don't name the path.
func Read(path string, limit int64) ([]byte, error) {
	data, long, err := ReadFirst(path, limit, nil)
	if err == nil && long {
		return nil, fmt.Errorf("larger than %d bytes", limit)
	}
	return data, hint.WithoutPath(err)
}

// ReadInside is like Read for a file in a directory that a stranger may have written, such as a
// repository. A link may lead to another file in that directory, but not out of it.
func ReadInside(dir, name string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, hint.WithoutPath(err)
	}
	defer root.Close()
	f, err := root.OpenFile(name, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, whyNotInside(root, name, err)
	}
	data, long, err := readFirst(f, limit, nil)
	if err == nil && long {
		return nil, fmt.Errorf("larger than %d bytes", limit)
	}
	return data, hint.WithoutPath(err)
}

// whyNotInside returns the reason why a file inside root could not be opened.
func whyNotInside(root *os.Root, name string, err error) error {
	if info, statErr := root.Stat(name); statErr == nil && !info.Mode().IsRegular() {
		return ErrNotRegular
	}
	var system syscall.Errno
	if !errors.As(err, &system) { // an error of os.Root itself
		return errors.New("a link out of its directory")
	}
	return hint.WithoutPath(err)
}

// ReadFirst is like Read, for files that may be longer: it then returns the first limit
// bytes, and long is true. It reads a file that isn't regular only if special is not
// nil and returns true for it.
func ReadFirst(path string, limit int64, special func(fs.FileInfo) bool) (data []byte, long bool, err error) {
	f, err := open(path)
	if err != nil {
		return nil, false, err
	}
	return readFirst(f, limit, special)
}

// readFirst reads from an open file, and closes it.
func readFirst(f *os.File, limit int64, special func(fs.FileInfo) bool) (data []byte, long bool, err error) {
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, false, err
	}
	if !info.Mode().IsRegular() && (special == nil || !special(info)) {
		return nil, false, ErrNotRegular
	}
	data, err = readAll(f, limit+1, info.Size())
	if err != nil {
		return nil, false, err
	}
	if int64(len(data)) > limit {
		return data[:limit], true, nil
	}
	return data, false, nil
}

// readAll reads at most limit bytes. If the file ends where its size says, it doesn't look
// for more.
func readAll(f *os.File, limit, size int64) ([]byte, error) {
	start := make([]byte, min(size+1, limit))
	n, err := f.Read(start)
	switch {
	case errors.Is(err, io.EOF):
		return start[:0], nil
	case err != nil || size > 0 && int64(n) == size:
		return start[:n], err
	}
	rest, err := io.ReadAll(io.LimitReader(f, limit-int64(n)))
	return append(start[:n], rest...), err
}

// open never waits for a pipe or a terminal. Sockets can't be opened, nor can directories
// on Windows; open replaces those errors.
func open(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|withoutWaiting, 0)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	if info, statErr := os.Stat(path); statErr == nil && !info.Mode().IsRegular() {
		return nil, ErrNotRegular
	}
	return nil, err
}

// Locate adds to err where decoding data, which should be a JSON object, failed.
func Locate(data []byte, err error) error {
	var syntax *json.SyntaxError
	var typed *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("%s: %w", position(data, syntax.Offset), err)
	case errors.As(err, &typed) && typed.Field != "":
		return fmt.Errorf("%s: key %q cannot be a JSON %s", position(data, typed.Offset), typed.Field, typed.Value)
	case errors.As(err, &typed):
		return fmt.Errorf("a JSON %s, not an object", typed.Value)
	}
	return err
}

// position returns the line and column, from 1, of the character before offset.
func position(data []byte, offset int64) string {
	before := string(data[:min(max(offset, 0), int64(len(data)))])
	line := 1 + strings.Count(before, "\n")
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return fmt.Sprintf("line %d, column %d", line, max(column, 1))
}
