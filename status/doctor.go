package status

import (
	"slices"

	"github.com/telemetry-ls/telemetry-ls/running"
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
	GoEnvFile string            // the file of `go env -w`, "" for none
	GoEnv     map[string]string // the settings in it
	Running   running.Programs
	// RunningUnknown is why the running programs are unknown, or nil.
	RunningUnknown error
	OwnDir         error // why telemetry-ls can't use its own directory, or nil
}

// examined are the checks of a Status in their order. Each fails with the problems of
// its codes; without any, its message is well.
var examined = []struct {
	code  string
	codes []string
	well  string
}{
	{"platform", []string{CodeUnsupportedPlatform}, "Go telemetry runs on this platform"},
	{"config-dir", []string{CodeNoConfigDir}, "your configuration directory is known"},
	{"mode-file", []string{CodeMalformedModeFile, CodeUndatedOn, CodeUnreadable}, "the mode file is well-formed, or there is none yet"},
	{"writable", []string{CodeReadOnly}, "the mode file is writable"},
	{"uploads", []string{CodeUploadBlocked}, "nothing is known to stop Go's uploads"},
	{"environment", []string{CodeIneffectiveEnv}, "the environment sets no variable that Go ignores"},
}

// Doctor checks the environment of s. It skips checks of the telemetry directory if
// that is unknown.
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
	checks = append(checks, s.policyCheck()...)
	checks = append(checks, around.ownDir(), around.testDir(), around.child())
	checks = append(checks, around.goEnvFile()...)
	if s.Dir != "" {
		checks = append(checks, around.running(s))
	}
	return Checks{checks}
}

func fine(code, message string) Check { return Check{Code: code, OK: true, Message: message} }

func fails(code, message, hint string) Check { return Check{Code: code, Message: message, Hint: &hint} }
