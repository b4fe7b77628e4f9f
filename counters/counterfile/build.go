package counterfile

import "cmp"

// Build identifies what counts: a program, and how it was built.
type Build struct {
	Program   string
	Version   string
	GoVersion string
	GOOS      string
	GOARCH    string
}

// CompareBuilds orders builds by program, version, Go version and platform.
func CompareBuilds(a, b Build) int {
	return cmp.Or(
		cmp.Compare(a.Program, b.Program), cmp.Compare(a.Version, b.Version), cmp.Compare(a.GoVersion, b.GoVersion),
		cmp.Compare(a.GOOS, b.GOOS), cmp.Compare(a.GOARCH, b.GOARCH))
}
