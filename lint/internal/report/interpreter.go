package report

import (
	"path"
	"strings"
)

// Interpreter returns the name of the interpreter in the first line of a script, without a
// version, or "".
func Interpreter(text string) string {
	line, ok := strings.CutPrefix(text[:LineEnd(text, 0)], "#!")
	fields := strings.Fields(line)
	if !ok || len(fields) == 0 {
		return ""
	}
	name := path.Base(fields[0])
	if name == "env" {
		for _, f := range fields[1:] {
			if !strings.HasPrefix(f, "-") && !strings.Contains(f, "=") {
				name = path.Base(f)
				break
			}
		}
	}
	return strings.TrimRight(name, "0123456789.")
}
