// Package plainjson encodes and decodes all JSON of this project. Text comes from file
// names, counter files, variables and editors, and may not be UTF-8. Invalid UTF-8
// becomes U+FFFD instead of an error.
package plainjson

import (
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Marshal returns v as JSON. Map keys that differ only in invalid UTF-8 become duplicate
// keys.
func Marshal(v any, options ...json.Options) ([]byte, error) {
	return json.Marshal(v, loose(options)...)
}

// Write is like Marshal, but streams to w in pieces of whole characters, so that large
// JSON is never completely in memory. An error can occur after a part was written.
func Write(w io.Writer, v any, options ...json.Options) error {
	return json.MarshalWrite(w, v, loose(options)...)
}

func loose(options []json.Options) []json.Options {
	return append(options, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
}

// Unmarshal decodes JSON into v. Half of a surrogate pair, which an editor can send while
// the user types, also becomes U+FFFD.
func Unmarshal(raw []byte, v any) error {
	return json.Unmarshal(raw, v, jsontext.AllowInvalidUTF8(true))
}
