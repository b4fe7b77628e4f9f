package process

import (
	"os"
	"strings"
)

// numbering names the PID namespace if it isn't the initial one: containers can share
// the name of their machine.
func numbering() string {
	const first = "pid:[4026531836]"
	name, err := os.Readlink("/proc/self/ns/pid")
	if err != nil || name == first {
		return ""
	}
	return ".ns" + strings.Trim(strings.TrimPrefix(name, "pid:"), "[]")
}
