// Package goenv reads the settings file of the go command, which `go env -w` writes.
package goenv

import (
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxSize is far larger than any file that `go env -w` writes.
const maxSize = 1 << 20

// File returns the path of the file, or "" for none. GOENV can name another file, or
// be off. File ignores a relative GOENV, which depends on the working directory of the
// go command. configDir is the user's configuration directory, or "".
func File(getenv func(string) string, configDir string) string {
	file := getenv("GOENV")
	if file == "" && configDir != "" {
		file = filepath.Join(configDir, "go", "env")
	}
	if !filepath.IsAbs(file) { // neither is off
		return ""
	}
	return file
}

// Read returns the settings in file. It returns none if the file is unreadable, not
// regular, or too large.
func Read(file string) map[string]string {
	if file == "" {
		return nil
	}
	data, err := smallfile.Read(file, maxSize)
	if err != nil {
		return nil
	}
	settings := map[string]string{}
	for line := range strings.Lines(string(data)) {
		key, value, found := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		// Like the go command, skip comments and everything that isn't a variable name.
		if found && line[0] >= 'A' && line[0] <= 'Z' {
			settings[key] = value
		}
	}
	return settings
}
