package problem

import (
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// InJSON says what is wrong in a JSON file, and where.
func InJSON(err error, offset int64) error {
	var syntax *jsontext.SyntacticError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return Malformed(offset, "not JSON: it ends too early")
	}
	if errors.As(err, &syntax) {
		return Malformed(syntax.ByteOffset, "not JSON: %v", syntax.Err)
	}
	return Malformed(offset, "%v", err)
}
