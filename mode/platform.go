package mode

import "runtime"

// Supported reports whether the toolchain collects anything on this platform.
func Supported() bool { return supported(runtime.GOOS, runtime.GOARCH) }

// supported knows the platforms on which golang.org/x/telemetry is switched off:
// its constant for that is internal.
func supported(goos, goarch string) bool {
	switch goos {
	case "openbsd", "solaris", "android", "illumos", "js", "wasip1", "plan9":
		return false
	}
	switch goarch {
	case "mips", "mipsle": // no 64-bit atomics across processes
		return false
	}
	return true
}
