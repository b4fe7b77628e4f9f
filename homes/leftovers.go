package homes

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// Leftovers lists what root left in the configuration directory of another user, or that
// directory: an editor or a go command that ran by sudo created it. It lists a directory,
// not what is in it, and doesn't follow links: root owns the stores of Nix. The result is
// nil if root is the user, and on systems without such owners.
func Leftovers(home, configDir string) []string {
	if configDir == "" || !owner.Known(home) || owner.IsRoot(home) {
		return nil
	}
	if owner.IsRoot(configDir) {
		if owner.GiveBack([]string{home}, configDir) == "" {
			return nil // a link, or XDG_CONFIG_HOME, leads to a directory of the system
		}
		return []string{configDir}
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
			info, err := os.Lstat(at)
			if err != nil {
				break
			}
			if owner.IsRoot(at) {
				if !slices.Contains(found, at) {
					found = append(found, at)
				}
				break
			}
			if info.Mode()&os.ModeSymlink != 0 {
				break
			}
		}
	}
	return found
}
