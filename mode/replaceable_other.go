//go:build !unix

package mode

import (
	"errors"
	"io/fs"
)

// errNotDir is the cause of an error if a path is not a directory but must be.
var errNotDir = errors.New("not a directory")

// replaceable returns inPlace, the reason why the file cannot be written in place: a
// file that is marked read-only cannot be replaced either.
func replaceable(_ string, _ fs.FileInfo, inPlace error) error { return inPlace }
