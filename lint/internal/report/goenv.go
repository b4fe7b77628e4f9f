package report

import "strings"

// IsGoEnv reports whether text has the output of `go env`, which people paste into
// documents. It sets nothing.
func IsGoEnv(text string) bool {
	n := 0
	for _, name := range []string{"GOVERSION=", "GOTOOLDIR=", "GOHOSTOS="} {
		if strings.Contains(text, name) {
			n++
		}
	}
	return n >= 2
}
