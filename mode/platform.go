package mode

import "runtime"

// Supported reports whether Go telemetry works on this platform.
func Supported() bool { return supported(runtime.GOOS, runtime.GOARCH) }

// supported repeats the list of golang.org/x/telemetry, which is internal there.
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
