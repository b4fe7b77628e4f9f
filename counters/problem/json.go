package problem

import (
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// InJSON turns an error of the JSON decoder, which has read up to offset, into a
// [FormatError].
func InJSON(err error, offset int64) error {
	var syntax *jsontext.SyntacticError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return Malformed(offset, "not valid JSON: unexpected end of file")
	}
	if errors.As(err, &syntax) {
		return Malformed(syntax.ByteOffset, "not valid JSON: %v", syntax.Err)
	}
	return Malformed(offset, "%v", err)
}
