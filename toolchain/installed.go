package toolchain

import (
	"path/filepath"
	"runtime"

	"github.com/telemetry-ls/telemetry-ls/internal/program"
)

// Installed reports whether a go command is on this machine: in PATH, or where installers
// put it. An editor that was not started from a shell may lack it in PATH. Nothing runs, so
// one in the workspace counts, too.
func Installed(getenv func(string) string) bool {
	search := program.NewSearch(getenv)
	if _, err := search.Look("go"); err == nil {
		return true
	}
	return search.Any(places(runtime.GOOS, getenv)...)
}

// places returns where installers put the go command, as patterns for files.
func places(goos string, getenv func(string) string) []string {
	var patterns []string
	below := func(variable string, paths ...string) {
		if dir := getenv(variable); dir != "" {
			for _, path := range paths {
				patterns = append(patterns, filepath.Join(dir, filepath.FromSlash(path)))
			}
		}
	}
	if goos == "windows" {
		patterns = append(patterns, `C:\Go\bin\go.exe`) // before Go 1.18
		below("GOROOT", "bin/go.exe")
		below("ProgramFiles", "Go/bin/go.exe")
		below("ProgramW6432", "Go/bin/go.exe")
		below("ProgramFiles(x86)", "Go/bin/go.exe")
		below("USERPROFILE", "sdk/go*/bin/go.exe", "scoop/shims/go.exe")
		below("LOCALAPPDATA", "mise/shims/go.exe")
		below("ProgramData", "chocolatey/bin/go.exe")
		return patterns
	}
	below("GOROOT", "bin/go")
	patterns = append(patterns,
		"/usr/local/go/bin/go", // the archive and the macOS package of go.dev
		"/usr/local/bin/go", "/usr/bin/go", "/usr/lib/go/bin/go", "/usr/lib/go-*/bin/go", "/usr/lib/golang/bin/go", "/snap/bin/go",
		"/opt/homebrew/bin/go", "/home/linuxbrew/.linuxbrew/bin/go", "/opt/local/bin/go",
		"/run/current-system/sw/bin/go", "/nix/var/nix/profiles/default/bin/go")
	below("HOME", "sdk/go*/bin/go", ".local/go/bin/go", ".nix-profile/bin/go",
		".asdf/shims/go", ".local/share/mise/shims/go", ".goenv/shims/go", ".gvm/gos/*/bin/go")
	return patterns
}
