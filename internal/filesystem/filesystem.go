// Package filesystem knows which file systems report every change of their files to
// a watcher on this machine. File systems that other machines write to, or whose
// changes bypass this kernel, report only the changes that this machine makes. No
// file system reports writes through memory mappings.
//
// Start with [ReportsChanges].
package filesystem
