// Package requires is for tests that need something that a machine may lack, such as
// strace or the right to mount. Without it they are skipped. They fail if the
// comma-separated environment variable TELEMETRY_LS_REQUIRE names it.
package requires

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Skip ends a test that lacks name, with a reason.
func Skip(tb testing.TB, name, reason string) {
	tb.Helper()
	if slices.Contains(strings.Split(os.Getenv("TELEMETRY_LS_REQUIRE"), ","), name) {
		tb.Fatalf("%s is required here: %s", name, reason)
	}
	tb.Skipf("without %s: %s", name, reason)
}

// Program returns the path of a program: in the first of the places, or on PATH.
func Program(tb testing.TB, name string, places ...string) string {
	tb.Helper()
	for _, place := range append(places, name) {
		if path, err := exec.LookPath(place); err == nil {
			return path
		}
	}
	Skip(tb, name, "it is not on PATH; `scripts/provision "+name+"` installs it")
	return ""
}
