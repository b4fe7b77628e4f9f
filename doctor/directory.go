package doctor

import (
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/status"
)

// directory checks who owns the telemetry directory. A stranger's directory is fine if this
// user can write to it, as in some containers.
func directory(s status.Status, a Surroundings) []Check {
	d := a.Directory
	is := s.Dir
	if !d.Exists {
		is += " doesn't exist yet; Go creates it in " + d.At
	}
	switch {
	case d.Own && d.Exists:
		return one(fine(is + " belongs to you"))
	case d.Own || d.Closed == nil && !d.Exists:
		return one(fine(is))
	case d.Closed == nil:
		return one(fine(is + " belongs to " + ownerOr(d.Owner) + ", and you can write to it"))
	case d.Exists:
		return one(fails(is+" belongs to "+ownerOr(d.Owner)+", and you can't write to it", ownIt(d.At)))
	}
	return one(fails(is+", which belongs to "+ownerOr(d.Owner)+", and you can't write to it", ownIt(d.At)))
}

func ownerOr(name string) string {
	if name == "" {
		return "an unknown user"
	}
	return name
}

func ownIt(path string) string { return `run: sudo chown -R "$(id -un)" ` + path }

// fileSystem says where the directory is, and whether there is space.
func fileSystem(_ status.Status, a Surroundings) []Check {
	d := a.Directory
	if !d.Known {
		return one(fine("the file system of " + d.At + " is unknown: this system isn't asked"))
	}
	is := d.At + " is on " + d.System.Name
	if d.System.Name == "" {
		is = d.At + " is on a file system of an unknown kind"
	}
	switch {
	case d.System.Full:
		return one(fails(is+", which is full: Go counts nothing new, and the mode can't be switched", "free some space on the disk of "+d.At))
	case d.System.ReadOnly:
		// The check of the mode file fails if it matters.
		return one(fine(is + ", mounted read-only: Go can't count there"))
	case d.System.Remote:
		return one(fine(is + ", which doesn't report the changes of other machines: the mode shown may be up to 30 seconds old"))
	}
	return one(fine(is))
}

// modeFileLink says who manages a mode file that is a link.
func modeFileLink(_ status.Status, a Surroundings) []Check {
	links := a.ModeFile.Links
	switch {
	case len(links) == 0 && a.ModeFile.Exists:
		return one(fine("the mode file is no link"))
	case len(links) == 0:
		return one(fine("there is no mode file"))
	}
	last := links[len(links)-1]
	is := "the mode file is a link to " + last
	switch {
	case a.ModeFile.Broken:
		return one(fails(is+", which doesn't exist", "remove the link, or create the file that it leads to"))
	case throughHomeManager(links):
		return one(fine(is + ": home-manager manages it; to switch, set programs.go.telemetry.mode and run home-manager switch"))
	case strings.HasPrefix(last, "/nix/store/"):
		return one(fine(is + ": Nix manages it, and no program can change it; to switch, change your Nix configuration and rebuild"))
	case strings.HasPrefix(last, "/gnu/store/"):
		return one(fine(is + ": Guix manages it, and no program can change it; to switch, change your Guix configuration"))
	}
	return one(fine(is + ": a switch changes that file"))
}

// throughHomeManager reports whether one of the links leads through a generation of
// home-manager, whose name in the store says so.
func throughHomeManager(links []string) bool {
	for _, link := range links {
		for at := link; filepath.Dir(at) != at; at = filepath.Dir(at) {
			if name := filepath.Base(at); strings.HasSuffix(name, "home-manager-files") || strings.Contains(name, "home-manager-generation") {
				return true
			}
		}
	}
	return false
}
