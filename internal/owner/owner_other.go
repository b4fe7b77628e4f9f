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
