//go:build !unix

package mode

import (
	"errors"
	"io/fs"
	"os"
)

// errNotFolder is the cause where a folder is wanted and something else found.
var errNotFolder = errors.New("not a folder")

// mayWrite asks whether the file at path is open to writing: it is not where it
// is marked read-only.
func mayWrite(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o200 == 0 {
		return fs.ErrPermission
	}
	return nil
}

// mayMakeNames cannot ask without trying, and trusts that it may.
func mayMakeNames(string) error { return nil }

// replaceable gives the reason inPlace: a file that is marked read-only is not
// replaced either.
func replaceable(_ string, _ fs.FileInfo, inPlace error) error { return inPlace }
