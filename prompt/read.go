package prompt

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// readBounded reads a regular file of at most limit bytes. Anything else is an
// error: to open a pipe could block for ever.
func readBounded(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, fmt.Errorf("larger than %d bytes", limit)
	}
	return data, err
}

// bare takes the path off a file error, for messages that name it already.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// locate says where in data the JSON went wrong.
func locate(data []byte, err error) error {
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

// position tells the line and column, from 1, of the byte before offset.
func position(data []byte, offset int64) string {
	before := string(data[:min(max(offset, 0), int64(len(data)))])
	line := 1 + strings.Count(before, "\n")
	column := len(before) - (strings.LastIndexByte(before, '\n') + 1)
	return fmt.Sprintf("line %d, column %d", line, max(column, 1))
}
