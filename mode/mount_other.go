//go:build !linux

package mode

// isMountPoint returns false: on these systems a file cannot be a mount point.
func isMountPoint(string) bool { return false }
