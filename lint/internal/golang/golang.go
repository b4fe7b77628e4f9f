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
	if !IsImage(image) {
		return Unknown
	}
	_, tag := SplitImage(image)
	return Version(tag)
}

// IsImage reports whether an image is known to have Go.
func IsImage(image string) bool {
	path, _ := SplitImage(image)
	for _, name := range []string{"/golang", "/chainguard/go", "/cimg/go", "/cloud-builders/go"} {
		if strings.HasSuffix("/"+path, name) {
			return true
		}
	}
	return false
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

// Version returns what a version says, which can have a prefix and a suffix, or be a range
// that allows the newest. A name such as latest or alpine is the newest.
func Version(version string) Release {
	version = strings.TrimSpace(version)
	if strings.HasPrefix(version, "^") || strings.HasPrefix(version, ">") {
		if strings.ContainsAny(version, "<${") {
			return Unknown
		}
		return Current
	}
	version = strings.TrimPrefix(strings.TrimLeft(version, "~=v "), "go")
	known := version
	if variable := strings.IndexAny(version, "$<{"); variable >= 0 {
		known = version[:variable]
	}
	minor, ok := strings.CutPrefix(known, "1.")
	digits := minor[:len(minor)-len(strings.TrimLeft(minor, "0123456789"))]
	switch n, err := strconv.Atoi(digits); {
	case known != version && (known == "" || '0' <= known[0] && known[0] <= '9' && (!ok || digits == minor)):
		return Unknown
	case ok && err == nil && n < firstMinor:
		return Old
	}
	return Current
}

// AllCurrent reports whether all of the versions have the telemetry command.
func AllCurrent(versions []string) bool {
	for _, v := range versions {
		if Version(v) != Current {
			return false
		}
	}
	return true
}
