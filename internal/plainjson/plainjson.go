// Package plainjson makes and reads the JSON of this project. All of it goes through
// here, since text comes from file names, counter files, variables and editors, and
// none of these has to be UTF-8: what is not becomes U+FFFD instead of an error.
package plainjson

import (
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Marshal makes JSON of v. Keys of a map that differ only in what is not UTF-8 come
// out the same, and stay.
func Marshal(v any, options ...json.Options) ([]byte, error) {
	return json.Marshal(v, loose(options)...)
}

// Write is Marshal that writes to w while it goes on, in pieces of whole characters:
// large JSON is never in memory at once. An error can come after a part of it.
func Write(w io.Writer, v any, options ...json.Options) error {
	return json.MarshalWrite(w, v, loose(options)...)
}

func loose(options []json.Options) []json.Options {
	return append(options, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))
}

// Unmarshal reads JSON into v. Half of a surrogate pair, as an editor sends it while
// a character is typed, is U+FFFD too.
func Unmarshal(raw []byte, v any) error {
	return json.Unmarshal(raw, v, jsontext.AllowInvalidUTF8(true))
}
