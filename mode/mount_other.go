//go:build !linux

package mode

// isMountPoint is asked where files cannot be mount points.
func isMountPoint(string) bool { return false }
