//go:build unix

package access

import "golang.org/x/sys/unix"

// MayWrite checks whether the file at path is writable, anywhere in it.
func MayWrite(path string) error {
	return flagOr(path, may(path, unix.W_OK))
}

// MayRead checks whether the file at path is readable.
func MayRead(path string) error { return may(path, unix.R_OK) }

// MayMakeNames checks whether files can be created in folder.
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

// MayReplaceNames checks whether files in folder can be renamed and removed, too.
func MayReplaceNames(folder string) error {
	if err := MayMakeNames(folder); err != nil {
		return err
	}
	return flagOr(folder, nil)
}

// flagOr returns the flag of the file at path as the error, or err if it has none.
func flagOr(path string, err error) error {
	if flag := flagged(path); flag != nil {
		return flag
	}
	return err
}
