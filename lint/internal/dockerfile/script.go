package dockerfile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
)

// commands splits a script roughly into commands and words, without quotes. It is enough
// to see that a script installs or runs something.
func commands(script string) (all [][]string) {
	separator := func(c rune) bool { return strings.ContainsRune(";&|()\n", c) }
	for command := range strings.FieldsFuncSeq(script, separator) {
		words := strings.FieldsFunc(command, func(c rune) bool { return strings.ContainsRune(" \t\r\"'`[],{}", c) })
		if len(words) > 0 {
			all = append(all, words)
		}
	}
	return all
}

const (
	managers = " apt-get apt apk dnf microdnf tdnf yum zypper pacman brew "
	verbs    = " install add in -S -Sy -Syu "
	// subcommands tell the go command from a word or a package of that name.
	subcommands = " build clean doc env fix fmt generate get install list mod run telemetry test tool version vet work "
	// builders are programs that most likely run the go command.
	builders = " make just task mage goreleaser ko gotestsum golangci-lint "
)

func in(list, word string) bool { return strings.Contains(list, " "+word+" ") }

func base(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// runsGo reports whether a command runs Go.
func runsGo(command []string) bool {
	for i, w := range command {
		if name := base(w); (name == "go" || name == "go.exe") && i+1 < len(command) && (in(subcommands, command[i+1]) || strings.HasPrefix(command[i+1], "-C")) {
			return true
		}
	}
	return false
}

// builds reports whether a command runs Go, maybe by another program.
func builds(command []string) bool {
	if runsGo(command) {
		return true
	}
	if _, ok := installs(command, ""); ok {
		return false
	}
	for _, w := range command {
		if in(managers, w) {
			return false
		}
		if in(builders, base(w)) || strings.HasSuffix(w, ".sh") {
			return true
		}
	}
	return false
}

// installs returns which Go a command installs from the packages of the image.
func installs(command []string, image string) (golang.Release, bool) {
	manager, verb := false, false
	for _, w := range command {
		switch {
		case in(managers, w):
			manager = true
		case in(verbs, w):
			verb = manager
		case verb:
			if got, ok := goPackage(w, image); ok {
				return got, true
			}
		}
	}
	return golang.Unknown, false
}

// goPackage returns which Go a package has.
func goPackage(name, image string) (golang.Release, bool) {
	end := strings.IndexAny(name, "=~<>@")
	if end < 0 {
		end = len(name)
	}
	version := strings.TrimLeft(name[end:], "=~<>@")
	if _, after, ok := strings.Cut(version, ":"); ok { // an epoch
		version = after
	}
	switch name = name[:end]; name {
	case "go", "golang", "golang-go", "golang-bin", "go-toolset":
		if version == "" {
			return packagedGo(image), true
		}
		return golang.Version(version), true
	}
	for _, prefix := range []string{"go-1.", "go1."} {
		if strings.HasPrefix(name, prefix) {
			return golang.Version(strings.TrimPrefix(strings.TrimPrefix(name, "go"), "-")), true
		}
	}
	return golang.Unknown, false
}

// downloads returns which Go a command gets from go.dev/dl.
func downloads(command []string) (golang.Release, bool) {
	for _, w := range command {
		name, _, ok := strings.Cut(base(w), ".linux-")
		if version, isGo := strings.CutPrefix(name, "go"); ok && isGo {
			return golang.Version(version), true
		}
	}
	return golang.Unknown, false
}

// turnsOff reports whether a command is `go telemetry off`.
func turnsOff(command []string) bool {
	for i := range len(command) - 2 {
		if base(command[i]) == "go" && command[i+1] == "telemetry" && command[i+2] == "off" {
			return true
		}
	}
	return false
}
