package problem

import (
	"errors"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// kinds names the kinds of JSON values for people.
var kinds = map[jsontext.Kind]string{'n': "null", 'f': "false", 't': "true", '"': "string", '0': "number", '{': "object", '[': "array"}

// InJSON turns an error of the JSON decoder, which has read up to offset, into a
// [FormatError].
func InJSON(err error, offset int64) error {
	var syntax *jsontext.SyntacticError
	var semantic *json.SemanticError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return Malformed(offset, "not valid JSON: unexpected end of file")
	}
	if errors.As(err, &syntax) {
		return Malformed(syntax.ByteOffset, "not valid JSON: %v", syntax.Err)
	}
	if errors.As(err, &semantic) && kinds[semantic.JSONKind] != "" { // its text names Go types
		return Malformed(semantic.ByteOffset, "unexpected JSON %s", kinds[semantic.JSONKind])
	}
	return Malformed(offset, "%v", err)
}
