package policy

import (
	"errors"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// limits returns the policy that limits what telemetry-ls switches to, or nil. Only that
// of the machine does. An invalid one names no modes, so it limits nothing.
func (i *Intent) limits() *Policy {
	if i == nil || i.Source != Machine {
		return nil
	}
	return i.Policy
}

// Permits reports whether telemetry-ls may switch to a mode. A policy that allows on never
// takes off away: uploading stays the choice of the user.
func (i *Intent) Permits(m mode.Mode) bool {
	p := i.limits()
	return p == nil || p.Allows(m) || m == mode.Off && p.Allows(mode.On)
}

// Choices returns the modes that the user may choose from. With one, there is nothing to
// ask.
func (i *Intent) Choices() []mode.Mode {
	return slices.DeleteFunc(mode.All(), func(m mode.Mode) bool { return !i.Permits(m) })
}

// Refuse returns why telemetry-ls may not switch to a mode: a *[RefusedError], or nil if
// it may.
func (i *Intent) Refuse(m mode.Mode) error {
	if i.Permits(m) {
		return nil
	}
	return &RefusedError{Doing: "switching to " + string(m), Intent: i}
}

// RefuseUndo is like Refuse for an undo that returns to a state. It also refuses a return
// to a state that the policy would change again at once.
func (i *Intent) RefuseUndo(to mode.State) error {
	if i.Permits(to.Mode) && i.Apply(to) == "" {
		return nil
	}
	return &RefusedError{Doing: "undoing the switch", Intent: i}
}

// RefusedError means that the machine's policy doesn't permit a switch.
type RefusedError struct {
	Doing  string
	Intent *Intent
}

func (e *RefusedError) Error() string {
	return e.Doing + ": this machine's policy allows only " + Alternatives(e.Intent.Choices()) + e.Intent.Because()
}

// Hint says where the policy is.
func (e *RefusedError) Hint() string {
	return "the policy is in " + e.Intent.File + "; ask whoever manages this machine"
}

// Why returns the machine's reason and URL as one line, or "". It has nothing of a
// workspace.
func (i *Intent) Why() string {
	if i == nil || i.Source != Machine {
		return ""
	}
	why, url := i.Reason(), i.URL()
	switch {
	case url == "":
		return why
	case why == "":
		return "see " + url
	}
	return why + "; see " + url
}

// Because returns Why as the end of a sentence: ' (why)', or "".
func (i *Intent) Because() string {
	if why := i.Why(); why != "" {
		return " (" + why + ")"
	}
	return ""
}

// Apply returns the mode that a machine policy with apply sets in a state, or "" for none.
// It is never a mode that collects or uploads more than the one in force.
func (i *Intent) Apply(now mode.State) mode.Mode {
	p := i.limits()
	var unreadable *mode.UnreadableError
	switch {
	case p == nil || !p.Apply || now.Unknown || errors.As(now.Problem, &unreadable):
		return ""
	case now.Chosen && p.Allows(now.Mode):
		return ""
	}
	if target := p.Target(); shares(target) <= shares(now.Mode) {
		return target
	}
	return ""
}

// shares orders the modes by what they collect and upload.
func shares(m mode.Mode) int {
	switch m {
	case mode.On:
		return 2
	case mode.Off:
		return 0
	default:
		return 1
	}
}
