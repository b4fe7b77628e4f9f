package hint

import (
	"errors"
	"io/fs"
	"os"
)

// WithoutPath removes the operation and the path from an error of package os, for
// messages that name them themselves.
func WithoutPath(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	var call *os.SyscallError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	case errors.As(err, &call):
		return call.Err
	}
	return err
}
