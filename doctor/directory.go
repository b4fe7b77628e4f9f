package doctor

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/status"
)

// directory checks who owns the telemetry directory. A stranger's directory is fine if this
// user can write to it, as in some containers.
func directory(s status.Status, a Surroundings) []Check {
	d := a.Directory
	is := s.Dir
	switch {
	case d.InTheWay != "":
		return one(fails(is+" doesn't exist, and Go can't create it: "+d.InTheWay+" is a file or a broken link", "move "+d.InTheWay+" away"))
	case d.Hidden:
		is += " can't be reached: it would be in " + d.At
	case !d.Exists && d.Closed != nil:
		is += " doesn't exist, and Go would create it in " + d.At
	case !d.Exists:
		is += " doesn't exist yet; Go creates it in " + d.At
	}
	switch {
	case d.Own && d.Exists:
		return one(fine(is + " belongs to you"))
	case d.Own && d.Hidden:
		return one(fails(is+", which is closed to you", "make "+d.At+" readable and writable for you"))
	case d.Hidden:
	case d.Own && d.Closed != nil: // it doesn't exist
		return one(fails(s.Dir+" doesn't exist, and Go can't create it in "+d.At+": "+d.Closed.Error(), openIt(d)))
	case d.Own || d.Closed == nil && !d.Exists:
		return one(fine(is))
	case d.Closed == nil:
		return one(fine(is + " belongs to " + ownerOr(d.Owner) + ", and you can write to it"))
	case d.Exists:
		return one(fails(is+" belongs to "+ownerOr(d.Owner)+", and you can't write to it", ownIt(d)))
	}
	return one(fails(is+", which belongs to "+ownerOr(d.Owner)+", and you can't write to it", ownIt(d)))
}

func ownerOr(name string) string {
	if name == "" {
		return "an unknown user"
	}
	return name
}

// openIt says how to get a directory of this user that files can be created in.
func openIt(d Directory) string {
	if errors.Is(d.Closed, fs.ErrPermission) {
		return hintOf(d.Closed, "make "+d.At+" writable for you")
	}
	return otherHome
}

// otherHome is the hint if nothing in the home can help.
const otherHome = "set HOME (or an absolute XDG_CONFIG_HOME) to a directory that you can write to"

// ownIt says how to get a directory that this user can write to.
func ownIt(d Directory) string {
	switch {
	case d.GiveBack != "":
		return "run: " + d.GiveBack
	case d.LeadsTo != "":
		return "it is really " + d.LeadsTo + ": change it where you manage it (home-manager, Nix, a dotfiles repository), or replace the link with a directory"
	case d.Exists:
		return "make " + d.At + " writable for you, or " + otherHome
	}
	return otherHome
}

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
	case d.System.Crowded:
		return one(fails(is+", which has no room for more files: Go counts nothing new, and the mode can't be switched", "delete files on the file system of "+d.At+"; see df -i"))
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

// modeFileLink says who manages a mode file that is a link, or is in a directory that is one.
func modeFileLink(_ status.Status, a Surroundings) []Check {
	f := a.ModeFile
	is := "the mode file is a link to "
	switch to := a.Directory.LeadsTo; {
	case len(f.Links) > 0:
		is += f.Links[len(f.Links)-1]
	case !f.Exists:
		return one(fine("there is no mode file"))
	case to == "":
		return one(fine("the mode file is no link"))
	default:
		return one(fine(managed("the mode file is no link, but its directory leads to "+to, []string{to})))
	}
	switch {
	case f.Unreachable != nil:
		// The check of the mode file fails, and says what to do.
		return one(fine(is + ", which can't be reached: " + f.Unreachable.Error()))
	case f.Broken:
		return one(fails(is+", which doesn't exist", "remove the link, or create the file that it leads to"))
	}
	return one(fine(managed(is, f.Links)))
}

// managed adds to a sentence who manages the last of the links.
func managed(is string, links []string) string {
	last := links[len(links)-1]
	switch {
	case throughHomeManager(links):
		return is + ": home-manager manages it; to switch, set programs.go.telemetry.mode and run home-manager switch"
	case strings.HasPrefix(last, "/nix/store/"):
		return is + ": Nix manages it, and no program can change it; to switch, change your Nix configuration and rebuild"
	case strings.HasPrefix(last, "/gnu/store/"):
		return is + ": Guix manages it, and no program can change it; to switch, change your Guix configuration"
	}
	return is + ": a switch changes it there"
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
