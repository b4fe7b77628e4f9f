package status

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// Hints for problems that a user can fix.
const (
	hintSwitch = "choose a mode: go telemetry on, local or off, or this editor's command for it"
	hintEnv    = "remove the variable and run: go telemetry off (or local, or on)"
	hintDir    = "remove the variable; the directory moves with XDG_CONFIG_HOME or HOME (on Windows AppData)"
)

// The codes of a [Problem].
const (
	CodeNoConfigDir         = "no-config-dir"
	CodeUnsupportedPlatform = "unsupported-platform"
	CodeMalformedModeFile   = "malformed-mode-file"
	CodeUndatedOn           = "undated-on"
	// CodeUnreadable is a mode file that this process cannot read, so that its
	// content is unknown.
	CodeUnreadable     = "unreadable"
	CodeReadOnly       = "read-only"
	CodeIneffectiveEnv = "ineffective-env"
	// CodePolicyDrift is a mode that a policy or a default doesn't want.
	CodePolicyDrift   = "policy-drift"
	CodePolicyInvalid = "policy-invalid"
	CodeUploadBlocked = "upload-blocked" // something stops uploads
)

// Has reports whether a problem has that code.
func (s Status) Has(code string) bool {
	return slices.ContainsFunc(s.Problems, func(p Problem) bool { return p.Code == code })
}

// problems lists what the user should know in the mode now, worst first.
func problems(f Facts, now mode.Mode) []Problem {
	ps := []Problem{}
	add := func(code, hint, format string, args ...any) {
		ps = append(ps, Problem{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint})
	}
	if f.Dir == "" {
		add(CodeNoConfigDir, "set HOME (or an absolute XDG_CONFIG_HOME) in the environment of the editor",
			"%s, so Go telemetry is off and can't be switched", mode.NoConfigDir)
	}
	if !f.Supported {
		add(CodeUnsupportedPlatform, "no action is needed",
			"Go telemetry doesn't work on this platform: nothing is collected in any mode")
	}
	if f.State.Problem != nil {
		add(modeFileCode(f.State.Problem), hintOf(f.State.Problem, hintSwitch), "%v", f.State.Problem)
	}
	if f.Dir != "" && f.Unwritable != nil {
		add(CodeReadOnly, hintOf(f.Unwritable, "check who owns the file and its directory"), "the mode can't be switched: %v", f.Unwritable)
	}
	ps = append(ps, policyProblems(f, now)...)
	for _, e := range []struct{ name, hint string }{{"GOTELEMETRY", hintEnv}, {"GOTELEMETRYDIR", hintDir}} {
		if v := f.Env(e.name); v != "" {
			add(CodeIneffectiveEnv, e.hint, "the environment sets %s, which Go ignores%s", Assignment(e.name, v), unmet(f, e.name, now))
		}
	}
	return append(ps, uploadProblems(f)...)
}

// unmet adds to the problem of GOTELEMETRY the mode in force, if the variable asks for
// another.
func unmet(f Facts, name string, now mode.Mode) string {
	asked, err := mode.Parse(f.Env(name))
	if name != "GOTELEMETRY" || err != nil || asked == now || !modeKnown(f.State) {
		return ""
	}
	return ": the mode is " + string(now)
}

// Assignment names a variable, with its value only if that is a mode: a repository
// can set variables, and a message must not repeat its text.
func Assignment(name, value string) string {
	if _, err := mode.Parse(value); err != nil {
		return name
	}
	return name + "=" + value
}

// modeFileCode returns the code of a problem with the mode file.
func modeFileCode(problem error) string {
	var undated *mode.UndatedError
	var unreadable *mode.UnreadableError
	switch {
	case errors.As(problem, &undated):
		return CodeUndatedOn
	case errors.As(problem, &unreadable) && (unreadable.Temporary || errors.Is(problem, fs.ErrPermission)):
		return CodeUnreadable
	}
	return CodeMalformedModeFile
}

// hintOf returns the hint of err, or other if it has none.
func hintOf(err error, other string) string {
	if advice := hint.Of(err); advice != "" {
		return advice
	}
	return other
}
