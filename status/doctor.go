package status

import (
	"slices"

	"github.com/telemetry-ls/telemetry-ls/running"
)

// Check is one thing that the doctor looks at.
type Check struct {
	Code    string  `json:"code"`    // a fixed word that names the check
	OK      bool    `json:"ok"`      // the check found nothing wrong
	Message string  `json:"message"` // what it found, for people
	Hint    *string `json:"hint"`    // what to do about it; null if nothing is wrong
}

// Checks is what the doctor finds.
type Checks struct {
	Checks []Check `json:"checks"` // the checks, in a fixed order
}

// Failed tells whether one of the checks is not OK.
func (c Checks) Failed() bool {
	return slices.ContainsFunc(c.Checks, func(c Check) bool { return !c.OK })
}

// Surroundings is what the doctor looks at beside a Status.
type Surroundings struct {
	Env       func(string) string
	GoEnvFile string            // the file of `go env -w`, "" for none
	GoEnv     map[string]string // the settings in it
	Running   running.Programs
	// RunningUnknown is why it is unknown which programs run, nil where it is known.
	RunningUnknown error
	OwnDir         error // why telemetry-ls cannot use its own directory, nil if it can
}

// examined are the checks of a Status in their order: each fails with the problems
// of its codes, and says well where there are none.
var examined = []struct {
	code  string
	codes []string
	well  string
}{
	{"platform", []string{CodeUnsupportedPlatform}, "Go telemetry runs on this platform"},
	{"config-dir", []string{CodeNoConfigDir}, "your configuration directory is known"},
	{"mode-file", []string{CodeMalformedModeFile, CodeUndatedOn, CodeUnreadable}, "the mode file is in order, or there is none yet"},
	{"writable", []string{CodeReadOnly}, "the mode file is writable"},
	{"uploads", []string{CodeUploadBlocked}, "nothing is known to stop Go's uploads"},
	{"environment", []string{CodeIneffectiveEnv}, "the environment sets no variable that Go ignores"},
}

// Doctor checks the environment that s speaks of. Where it is not known where
// telemetry data lies, what depends on it is not checked.
func Doctor(s Status, around Surroundings) Checks {
	checks := []Check{}
	for _, e := range examined {
		if s.Dir == "" && (e.code == "mode-file" || e.code == "writable") {
			continue
		}
		failed := false
		for _, p := range s.Problems {
			if slices.Contains(e.codes, p.Code) {
				failed = true
				checks = append(checks, fails(e.code, p.Message, p.Hint))
			}
		}
		if !failed {
			checks = append(checks, fine(e.code, e.well))
		}
	}
	checks = append(checks, around.ownDir(), around.testDir(), around.child())
	checks = append(checks, around.goEnvFile()...)
	if s.Dir != "" {
		checks = append(checks, around.running(s))
	}
	return Checks{checks}
}

func fine(code, message string) Check { return Check{Code: code, OK: true, Message: message} }

func fails(code, message, hint string) Check { return Check{Code: code, Message: message, Hint: &hint} }
