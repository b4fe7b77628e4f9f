//go:build unix

package access

import "golang.org/x/sys/unix"

// MayWrite asks whether the file at path is open to writing, anywhere in it.
func MayWrite(path string) error {
	return flagOr(path, may(path, unix.W_OK))
}

// MayRead asks whether the file at path is open to reading.
func MayRead(path string) error { return may(path, unix.R_OK) }

// MayMakeNames asks whether files can be made in folder.
func MayMakeNames(folder string) error {
	err := may(folder, unix.W_OK|unix.X_OK)
	if err != nil {
		return flagOr(folder, err)
	}
	if flag := flagged(folder); flag != nil && flag.Mark == "i" {
		return flag
	}
	return nil
}

// MayReplaceNames asks whether files in folder can also be renamed and removed.
func MayReplaceNames(folder string) error {
	if err := MayMakeNames(folder); err != nil {
		return err
	}
	return flagOr(folder, nil)
}

// flagOr gives the flag of the file at path as the error, if it has one, else err.
func flagOr(path string, err error) error {
	if flag := flagged(path); flag != nil {
		return flag
	}
	return err
}
