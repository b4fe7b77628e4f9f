package counters

import (
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonError says what is wrong in a JSON file, and where.
func jsonError(err error, offset int64) error {
	var syntax *jsontext.SyntacticError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return malformed(offset, "not JSON: it ends too early")
	}
	if errors.As(err, &syntax) {
		return malformed(syntax.ByteOffset, "not JSON: %v", syntax.Err)
	}
	return malformed(offset, "%v", err)
}
