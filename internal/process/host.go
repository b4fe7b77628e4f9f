package process

import (
	"os"
	"strings"
)

// Host names the machine or the container in which numbers of processes mean what
// they mean here. Two that share a home directory have different names; a number of
// one says nothing on the other. It can stand in the name of a file.
func Host() string {
	name, err := os.Hostname()
	if err != nil || name == "" {
		name = "unknown"
	}
	return strings.Map(plain, name+numbering())
}

// plain lets pass what can stand in the name of a file anywhere.
func plain(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '.', r == '-':
		return r
	}
	return '_'
}
