//go:build !unix

package owner

import (
	"io/fs"
	"os"
)

// Of returns "": this system has no such owners.
func Of(string) string { return "" }

// Give does nothing here: new files inherit from their directory.
func Give(string) {}

// GiveFile does nothing here, like Give.
func GiveFile(*os.File, string) {}

// Keep does nothing here, like Give.
func Keep(string, fs.FileInfo) {}

// Known returns false: this system has no such owners.
func Known(string) bool { return false }

// IsRoot returns false, like Known.
func IsRoot(string) bool { return false }

// IsSelf returns true: it is not known otherwise.
func IsSelf(string) bool { return true }

// heirOf returns "", like Of.
func heirOf(string) string { return "" }
