package process

import (
	"os"
	"strings"
)

// Host returns a name for the machine or container in which PIDs have the same meaning
// as here. Two that share a home directory have different names, because the PID of one
// means nothing on the other. The name is valid in file names.
func Host() string {
	name, err := os.Hostname()
	if err != nil || name == "" {
		name = "unknown"
	}
	return strings.Map(plain, name+numbering())
}

// plain keeps the characters that every file system allows in names.
func plain(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '-':
		return r
	}
	return '_'
}
