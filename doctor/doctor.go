// Package doctor checks the environment of Go telemetry: a pure function of what package
// facts has gathered. Start with [Of]; table.go lists the checks.
package doctor

import (
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/homes"
	"github.com/telemetry-ls/telemetry-ls/internal/filesystem"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
	"github.com/telemetry-ls/telemetry-ls/toolchain"
)

// Check is one check of the doctor.
type Check struct {
	Code    string  `json:"code"`    // a fixed word that names the check
	OK      bool    `json:"ok"`      // the check found nothing wrong
	Message string  `json:"message"` // what it found, for people
	Hint    *string `json:"hint"`    // what to do about it; null if nothing is wrong
}

// Checks are the results of the doctor.
type Checks struct {
	Checks []Check `json:"checks"` // the checks, in a fixed order
}

// Failed reports whether one of the checks is not OK.
func (c Checks) Failed() bool {
	return slices.ContainsFunc(c.Checks, func(c Check) bool { return !c.OK })
}

// Surroundings is what the doctor checks in addition to a Status.
type Surroundings struct {
	Env       func(string) string
	Now       time.Time
	State     mode.State        // of the mode file
	Directory Directory         // the telemetry directory
	ModeFile  ModeFile          // the mode file, as a file
	GoEnvFile string            // the file of `go env -w`, "" for none
	GoEnv     map[string]string // the settings in it
	Go        Go                // what the go command says
	Others    []homes.Home      // other configuration directories
	Leftovers []string          // what root left behind
	GiveBack  string            // the command that gives it back, "" if that is not for this user to do
	Gopls     string            // gopls's own question, in words
	GoplsErr  error             // why that is unknown, or nil
	Files     *housekeeping.Listing
	FilesErr  error                // why they are unknown, or nil
	Preview   *upload.Preview      // of the uploads, in any mode; nil if it is unknown
	Config    *uploadconfig.Config // the upload config; nil if it is unknown
	Running   running.Programs
	// RunningUnknown is why the running programs are unknown, or nil.
	RunningUnknown error
	OwnDir         error // why telemetry-ls can't use its own directory, or nil
	Locks          error // why files in that directory can't be locked, or nil
}

// Directory describes the telemetry directory.
type Directory struct {
	// At is the directory, or the nearest one above it that exists and that this user can
	// reach.
	At       string
	Exists   bool
	Hidden   bool   // At keeps this user out, so whether the directory exists is unknown
	InTheWay string // a file or a broken link in the place of a directory, "" for none
	LeadsTo  string // where the directory really is if links lead there, otherwise ""
	Owner    string // of At; "" if it is unknown
	Own      bool   // this process runs as its owner
	Closed   error  // why no file can be created in At, or nil
	// GiveBack is the command that gives At to this user, "" if that is not for this user to
	// do.
	GiveBack string
	System   filesystem.About
	Known    bool // System is known
}

// ModeFile describes the mode file.
type ModeFile struct {
	Exists bool
	// Links are the paths that symbolic links at the file lead to, one after the other.
	Links  []string
	Broken bool // the last of them doesn't exist
	// Unreachable is why what they lead to can't be reached, or nil.
	Unreachable error
}

// Go is what the go command said.
type Go struct {
	Answer toolchain.Answer
	Err    error // why it is unknown, or nil
	// Other is true if telemetry-ls looks at another telemetry directory than Go, because it
	// was told to, such as a copy.
	Other bool
	// Switched is true if the mode file changed while the go command was asked.
	Switched bool
}

// Of checks the environment of s. It skips checks of the telemetry directory if that is
// unknown.
func Of(s status.Status, around Surroundings) Checks {
	checks := []Check{}
	for _, t := range table {
		if t.directory && s.Dir == "" {
			continue
		}
		for _, c := range t.check(s, around) {
			c.Code = t.code
			checks = append(checks, c)
		}
	}
	return Checks{checks}
}

// Short returns the checks for people: paths in the user's home begin with ~.
func (c Checks) Short(home string) Checks {
	if len(home) < 2 { // unknown, or the root of the file system
		return c
	}
	short := slices.Clone(c.Checks)
	for i, check := range short {
		short[i].Message = shorten(check.Message, home)
		if check.Hint != nil {
			short[i].Hint = new(shorten(*check.Hint, home))
		}
	}
	return Checks{short}
}

// shorten writes home as ~ where it is at the beginning of a path.
func shorten(text, home string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, home)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		inside := before != "" && !strings.ContainsAny(before[len(before)-1:], " \"'(=:,")
		ends := after == "" || strings.ContainsAny(after[:1], "/\\ ,;:)\"'")
		if inside || !ends {
			b.WriteString(home)
		} else {
			b.WriteString("~")
		}
		text = after
	}
}

func fine(message string) Check { return Check{OK: true, Message: message} }

func fails(message, hint string) Check { return Check{Message: message, Hint: &hint} }

func one(c Check) []Check { return []Check{c} }

// hintOf returns the hint of err, or other if it has none.
func hintOf(err error, other string) string {
	if advice := hint.Of(err); advice != "" {
		return advice
	}
	return other
}
