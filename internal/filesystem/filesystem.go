// Package filesystem knows which file systems report every change of their files to a
// watcher on this machine. Those that other machines write to, and those whose
// changes go past this kernel, report only what this machine does. None reports
// writes through mappings.
//
// Start with [ReportsChanges].
package filesystem
