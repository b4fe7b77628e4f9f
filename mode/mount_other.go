//go:build !linux

package mode

// isMountPoint is asked where files cannot be mount points.
func isMountPoint(string) bool { return false }

// tellsOfChanges trusts that the file system of a folder reports changes; where
// it does not, the poll finds out.
func tellsOfChanges(string) bool { return true }
