//go:build !linux

package filesystem

// ReportsChanges trusts every file system: a poll finds out about those that don't
// report.
func ReportsChanges(string) bool { return true }
