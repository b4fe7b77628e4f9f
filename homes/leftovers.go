package homes

import (
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// Leftovers lists what root left in the configuration directory of another user: an editor
// or a go command that ran by sudo created it. It lists a directory, not what is in it.
// The result is nil if root is the user, and on systems without such owners.
func Leftovers(home, configDir string) []string {
	if configDir == "" || !owner.Known(home) || owner.IsRoot(home) {
		return nil
	}
	var found []string
	for _, path := range [][]string{
		{"go", "telemetry", "mode"},
		{"go", "telemetry", "local", "weekends"},
		{"go", "telemetry", "local", "upload.token"},
		{"go", "telemetry", "upload"},
		{"go", "telemetry", "debug"},
		{"go", "env"},
		{"gopls", "prompt", "telemetry"},
		{"telemetry-ls", "config.json"},
		{"telemetry-ls", "prompt.json"},
		{"telemetry-ls", "prompt.lock"},
	} {
		at := configDir
		for _, name := range path {
			at = filepath.Join(at, name)
			if _, err := os.Lstat(at); err != nil {
				break
			}
			if owner.IsRoot(at) {
				found = appendNew(found, at)
				break
			}
		}
	}
	return found
}

func appendNew(list []string, path string) []string {
	for _, known := range list {
		if known == path {
			return list
		}
	}
	return append(list, path)
}
