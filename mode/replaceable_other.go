//go:build !unix

package mode

import (
	"errors"
	"io/fs"
)

// errNotFolder is the cause where a folder is wanted and something else found.
var errNotFolder = errors.New("not a directory")

// replaceable gives the reason inPlace: a file that is marked read-only is not
// replaced either.
func replaceable(_ string, _ fs.FileInfo, inPlace error) error { return inPlace }
