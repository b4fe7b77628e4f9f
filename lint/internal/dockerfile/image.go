package dockerfile

import (
	"strconv"
	"strings"
)

// release says what is known of Go at a place.
type release int

const (
	unknown release = iota
	old             // before 1.23, so without `go telemetry`
	current
)

// firstMinor is the minor version of the first Go 1 with `go telemetry`.
const firstMinor = 23

// imageGo returns which Go an image has, as its name says.
func imageGo(image string) release {
	path, tag := splitImage(image)
	switch {
	case strings.HasSuffix("/"+path, "/golang"), strings.HasSuffix(path, "chainguard/go"), strings.HasSuffix(path, "cimg/go"):
		return releaseOf(tag)
	}
	return unknown
}

// splitImage returns the path of an image without its tag and digest, and its tag.
func splitImage(image string) (path, tag string) {
	image, _, _ = strings.Cut(image, "@")
	path = image
	if colon := strings.LastIndexByte(image, ':'); colon > strings.LastIndexByte(image, '/') {
		path, tag = image[:colon], image[colon+1:]
	}
	return path, tag
}

// releaseOf returns what a version says, which can have a prefix and a suffix. A name
// such as latest or alpine is the newest.
func releaseOf(version string) release {
	version = strings.TrimPrefix(strings.TrimPrefix(version, "v"), "go")
	minor, ok := strings.CutPrefix(version, "1.")
	switch {
	case strings.HasPrefix(version, "$"), ok && strings.HasPrefix(minor, "$"):
		return unknown
	case !ok:
		return current
	}
	digits := minor[:len(minor)-len(strings.TrimLeft(minor, "0123456789"))]
	if n, err := strconv.Atoi(digits); err == nil && n < firstMinor {
		return old
	}
	return current
}

// packagedGo returns which Go the packages of the distribution in an image have.
func packagedGo(image string) release {
	const debian = " buster bullseye bookworm 10 11 12 "
	const ubuntu = " bionic focal jammy noble 18.04 20.04 22.04 24.04 "
	const alpine = 21 // 3.21 has Go 1.23
	path, tag := splitImage(image)
	version, _, _ := strings.Cut(tag, "-")
	switch name := path[strings.LastIndexByte(path, '/')+1:]; name {
	case "debian", "ubuntu":
		if strings.Contains(debian+ubuntu, " "+version+" ") || strings.HasPrefix(version, "12.") || strings.HasPrefix(version, "11.") {
			return old
		}
	case "alpine":
		minor, ok := strings.CutPrefix(version, "3.")
		minor, _, _ = strings.Cut(minor, ".")
		if n, err := strconv.Atoi(minor); ok && err == nil && n < alpine {
			return old
		}
	}
	return current
}

// isWindows reports whether the shell in an image is cmd.
func isWindows(image string) bool {
	return strings.Contains(image, "/windows") || strings.Contains(image, "nanoserver") || strings.Contains(image, "windowsservercore")
}
