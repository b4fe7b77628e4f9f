// Package goenv reads the file in which `go env -w` keeps the settings of the go
// command, as the go command does.
package goenv

import (
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// maxSize is far beyond what `go env -w` writes.
const maxSize = 1 << 20

// File gives the path of the file, "" for none: GOENV names another one, or says
// off. A relative one is of the directory that a go command happens to run in: it is
// left alone. configDir is the user's configuration directory, "" if there is none.
func File(getenv func(string) string, configDir string) string {
	file := getenv("GOENV")
	if file == "" && configDir != "" {
		file = filepath.Join(configDir, "go", "env")
	}
	if !filepath.IsAbs(file) { // off is not, either
		return ""
	}
	return file
}

// Read gives the settings in file. There are none in a file that cannot be read,
// that is no regular one, or that is no longer a small one.
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
		// As in the go command: the rest is comments, and no names of variables.
		if found && line[0] >= 'A' && line[0] <= 'Z' {
			settings[key] = value
		}
	}
	return settings
}
