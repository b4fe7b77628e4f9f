package toolchain

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// makeProgram makes an executable file.
func makeProgram(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestInstalledInPath(t *testing.T) {
	dir := t.TempDir()
	makeProgram(t, filepath.Join(dir, goFile()))
	if !Installed(func(name string) string { return map[string]string{"PATH": dir}[name] }) {
		t.Error("not found in PATH")
	}
}

func goFile() string {
	if runtime.GOOS == "windows" {
		return "go.exe"
	}
	return "go"
}

// TestPlaces checks the places that belong to a user, and that a place needs its variable.
func TestPlaces(t *testing.T) {
	home := t.TempDir()
	for _, goos := range []string{"linux", "darwin", "windows"} {
		vars := map[string]string{
			"HOME": home, "GOROOT": filepath.Join(home, "root"), "ProgramFiles": filepath.Join(home, "Program Files"),
			"USERPROFILE": home, "LOCALAPPDATA": filepath.Join(home, "Local"),
		}
		got := places(goos, func(name string) string { return vars[name] })
		want := []string{"root/bin/go", "sdk/go*/bin/go"}
		if goos == "windows" {
			want = []string{"root/bin/go.exe", "Program Files/Go/bin/go.exe", "sdk/go*/bin/go.exe", "Local/mise/shims/go.exe"}
		}
		for _, path := range want {
			if !slices.Contains(got, filepath.Join(home, filepath.FromSlash(path))) {
				t.Errorf("%s: %q lacks %s", goos, got, path)
			}
		}
		for _, path := range places(goos, func(string) string { return "" }) {
			if !strings.HasPrefix(path, "/") && !strings.HasPrefix(path, `C:\`) {
				t.Errorf("%s: without variables, %s is relative", goos, path)
			}
		}
	}
}
