// Package smallfile reads the small files that people and programs keep: it cannot
// hang or run out of memory on what else may lie there, and says where JSON is
// damaged.
package smallfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// Read reads a regular file of at most limit bytes. Anything else is an error: to
// open a pipe could block for ever. Errors do not name the path.
func Read(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, hint.WithoutPath(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, hint.WithoutPath(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, fmt.Errorf("larger than %d bytes", limit)
	}
	return data, hint.WithoutPath(err)
}

// Locate says where in data, which should be a JSON object, decoding went wrong.
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

// position tells the line and column, from 1, of the character before offset.
func position(data []byte, offset int64) string {
	before := string(data[:min(max(offset, 0), int64(len(data)))])
	line := 1 + strings.Count(before, "\n")
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return fmt.Sprintf("line %d, column %d", line, max(column, 1))
}
