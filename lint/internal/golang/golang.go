// Package golang says which Go an image or a version names.
package golang

import (
	"strconv"
	"strings"
)

// Release says what is known of Go at a place.
type Release int

// Go before 1.23 has no `go telemetry`.
const (
	Unknown Release = iota
	Old
	Current
)

// firstMinor is the minor version of the first Go 1 with `go telemetry`.
const firstMinor = 23

// Image returns which Go an image has, as its name says.
func Image(image string) Release {
	path, tag := SplitImage(image)
	switch {
	case strings.HasSuffix("/"+path, "/golang"), strings.HasSuffix(path, "chainguard/go"), strings.HasSuffix(path, "cimg/go"):
		return Version(tag)
	}
	return Unknown
}

// SplitImage returns the path of an image without its tag and digest, and its tag.
func SplitImage(image string) (path, tag string) {
	image, _, _ = strings.Cut(image, "@")
	path = image
	if colon := strings.LastIndexByte(image, ':'); colon > strings.LastIndexByte(image, '/') {
		path, tag = image[:colon], image[colon+1:]
	}
	return path, tag
}

// Version returns what a version says, which can have a prefix and a suffix. A name
// such as latest or alpine is the newest.
func Version(version string) Release {
	version = strings.TrimPrefix(strings.TrimPrefix(version, "v"), "go")
	minor, ok := strings.CutPrefix(version, "1.")
	switch {
	case strings.HasPrefix(version, "$"), ok && strings.HasPrefix(minor, "$"):
		return Unknown
	case !ok:
		return Current
	}
	digits := minor[:len(minor)-len(strings.TrimLeft(minor, "0123456789"))]
	if n, err := strconv.Atoi(digits); err == nil && n < firstMinor {
		return Old
	}
	return Current
}
