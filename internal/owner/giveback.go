package owner

import (
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// GiveBack returns the command that gives paths to the owner of the first of dirs that
// contains them all, such as a home. It is "" if that is not for this user to do: dirs are
// root's or another user's, or one of the paths really lies elsewhere. A user should not
// take over / or a store of packages because a variable or a link leads there.
func GiveBack(dirs []string, paths ...string) string {
	for _, dir := range dirs {
		if command := giveBack(dir, paths); command != "" {
			return command
		}
	}
	return ""
}

func giveBack(dir string, paths []string) string {
	to := heirOf(dir)
	if to == "" {
		return ""
	}
	command := "sudo chown -R " + to
	for _, path := range paths {
		if !below(dir, path) {
			return ""
		}
		command += " " + hint.ShellWord(path)
	}
	return command
}

// below reports whether path is in dir, however links lead there.
func below(dir, path string) bool {
	realDir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return false
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return false
	}
	return strings.HasPrefix(real, strings.TrimSuffix(realDir, "/")+"/")
}
