package dockerfile

import (
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
)

// packagedGo returns which Go the packages of the distribution in an image have.
func packagedGo(image string) golang.Release {
	const debian = " buster bullseye bookworm 10 11 12 "
	const ubuntu = " bionic focal jammy noble 18.04 20.04 22.04 24.04 "
	const alpine = 21 // 3.21 has Go 1.23
	path, tag := golang.SplitImage(image)
	version, _, _ := strings.Cut(tag, "-")
	switch name := path[strings.LastIndexByte(path, '/')+1:]; name {
	case "debian", "ubuntu":
		if strings.Contains(debian+ubuntu, " "+version+" ") || strings.HasPrefix(version, "12.") || strings.HasPrefix(version, "11.") {
			return golang.Old
		}
	case "alpine":
		minor, ok := strings.CutPrefix(version, "3.")
		minor, _, _ = strings.Cut(minor, ".")
		if n, err := strconv.Atoi(minor); ok && err == nil && n < alpine {
			return golang.Old
		}
	}
	return golang.Current
}

// isWindows reports whether the shell in an image is cmd.
func isWindows(image string) bool {
	return strings.Contains(image, "/windows") || strings.Contains(image, "nanoserver") || strings.Contains(image, "windowsservercore")
}
