package owner

import (
	"path/filepath"
	"strings"
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
		command += " " + shellWord(path)
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

// shellWord returns text as a word of a shell. It uses no quotes, so that a home at its
// beginning can be written as ~.
func shellWord(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x80 && strings.ContainsRune(" \t\"'\\$`!#&()*;<>?[]^{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
