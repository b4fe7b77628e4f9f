// Package homes finds other configuration directories of the same user, each with a
// telemetry mode of its own: those of Flatpak and Snap applications, of the user behind
// sudo, and of programs with another XDG_CONFIG_HOME. Start with [Others].
package homes

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// Home is a configuration directory with a telemetry directory.
type Home struct {
	Whose string // who uses it, such as "the Flatpak app org.example"
	Dir   mode.Dir
	State mode.State
	// Unknown is true if this process can't read the mode file, but Go may: for a moment, or
	// in the home of another user.
	Unknown bool
}

// User is the user whose configuration directories are looked for.
type User struct {
	Home      string // "" if it is unknown
	ConfigDir string // the configuration directory of this process
	Dir       mode.Dir
	// RealHome is the user's home outside the snap in which this process runs, or "".
	RealHome string
	// SudoHome is the home of the user who ran sudo, or "".
	SudoHome string
	// Running lists the configuration directories of this user's running programs.
	Running []string
}

// most limits how many directories are looked at.
const most = 256

// Others finds the other configuration directories in which Go has a telemetry directory.
func Others(u User) []Home {
	var found []Home
	seen := []os.FileInfo{}
	if info, err := os.Stat(u.Dir.Path()); err == nil {
		seen = append(seen, info)
	}
	for _, c := range u.candidates() {
		dir := mode.Dir(filepath.Join(c.path, "go", "telemetry"))
		info, err := os.Stat(dir.Path())
		if err != nil || !info.IsDir() || dir == u.Dir {
			continue
		}
		if slices.ContainsFunc(seen, func(o os.FileInfo) bool { return os.SameFile(o, info) }) {
			continue
		}
		seen = append(seen, info)
		state := dir.Read()
		found = append(found, Home{c.whose, dir, state, c.unknown(state)})
	}
	return found
}

type candidate struct {
	path, whose string
	foreign     bool // it is another user's
}

// unknown reports whether a state is not what Go reads there. A mode file that its own user
// can't read is mode local.
func (c candidate) unknown(s mode.State) bool {
	return s.Unknown || c.foreign && errors.Is(s.Problem, fs.ErrPermission)
}

func (u User) candidates() []candidate {
	var all []candidate
	if filepath.IsAbs(u.Home) {
		all = append(all, candidate{path: filepath.Join(u.Home, ".config"), whose: "programs without XDG_CONFIG_HOME"})
		all = append(all, apps(filepath.Join(u.Home, ".var", "app"), "config", "the Flatpak app ")...)
		all = append(all, apps(filepath.Join(u.Home, "snap"), filepath.Join("current", ".config"), "the snap ")...)
	}
	if filepath.IsAbs(u.RealHome) {
		all = append(all, candidate{path: filepath.Join(u.RealHome, ".config"), whose: "programs outside this snap"})
	}
	if filepath.IsAbs(u.SudoHome) {
		all = append(all, candidate{path: filepath.Join(u.SudoHome, ".config"), whose: "the user who ran sudo", foreign: true})
	}
	for _, dir := range u.Running {
		if filepath.IsAbs(dir) {
			all = append(all, candidate{path: dir, whose: "running programs with another XDG_CONFIG_HOME"})
		}
	}
	return all[:min(len(all), most)]
}

// apps lists the configuration directories of applications.
func apps(parent, config, whose string) []candidate {
	entries, _ := os.ReadDir(parent)
	var all []candidate
	for _, e := range entries[:min(len(entries), most)] {
		all = append(all, candidate{path: filepath.Join(parent, e.Name(), config), whose: whose + e.Name()})
	}
	slices.SortFunc(all, func(a, b candidate) int { return cmp.Compare(a.path, b.path) })
	return all
}
