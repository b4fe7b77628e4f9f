package yaml

import (
	"path"
	"strconv"
	"strings"
)

// firstMinor is the first minor version of Go 1 with the telemetry command.
const firstMinor = 23

// isOld reports whether a version, as pipelines write it, has no telemetry command.
func isOld(version string) bool {
	version = strings.TrimSpace(version)
	if strings.HasPrefix(version, "^") || strings.HasPrefix(version, ">") {
		return strings.Contains(version, "<")
	}
	version = strings.TrimLeft(version, "~=<v go")
	major, rest, ok := strings.Cut(version, ".")
	if !ok || major != "1" {
		return false
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	minor, err := strconv.Atoi(rest[:digits])
	return err == nil && minor < firstMinor
}

// anyOld reports whether one of the versions is old.
func anyOld(versions []string) bool {
	for _, v := range versions {
		if isOld(v) {
			return true
		}
	}
	return false
}

// goImage splits the name of a container image with Go. ok is false for other images.
func goImage(image string) (version string, ok bool) {
	image, _, _ = strings.Cut(image, "@")
	name := path.Base(image)
	name, tag, _ := strings.Cut(name, ":")
	return tag, name == "golang" || name == "go" && strings.Contains(image, "/")
}

// hasGo reports whether a container image has Go with the telemetry command. Variables
// in its name are unknown.
func hasGo(image string) bool {
	version, ok := goImage(image)
	return ok && !isOld(version) && !strings.ContainsAny(version, "$<{")
}
