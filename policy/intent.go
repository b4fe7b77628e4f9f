package policy

import "github.com/telemetry-ls/telemetry-ls/mode"

// Source says where an intent comes from.
type Source string

// The sources, strongest first.
const (
	Machine     Source = "machine"
	Workspace   Source = "workspace"
	User        Source = "user"
	Environment Source = "environment"
)

// Intent is the strongest wish for a mode. A nil Intent wants nothing.
type Intent struct {
	Source Source
	File   string  // "" for the environment
	Policy *Policy // nil if the machine's file is invalid: no mode conforms then
	Named  bool    // like that of File
}

// Inputs are what [Of] decides about.
type Inputs struct {
	Machine    File
	Workspaces []File    // of the workspace folders, in order
	Default    mode.Mode // the user's default for new environments, or ""
	ConfigFile string    // the path of the user's configuration file
	Env        string    // the value of GOTELEMETRY
}

// Of returns the strongest intent, or nil. A chosen mode is stronger than a default.
func Of(in Inputs, chosen bool) *Intent {
	if in.Machine.Policy != nil || in.Machine.Invalid() {
		return &Intent{Source: Machine, File: in.Machine.Path, Policy: in.Machine.Policy, Named: in.Machine.Named}
	}
	for _, f := range in.Workspaces {
		if f.Policy != nil {
			return &Intent{Source: Workspace, File: f.Path, Policy: f.Policy}
		}
	}
	if chosen {
		return nil
	}
	if in.Default != "" {
		return &Intent{Source: User, File: in.ConfigFile, Policy: &Policy{Mode: in.Default}}
	}
	if m := in.EnvMode(); m != "" {
		return &Intent{Source: Environment, Policy: &Policy{Mode: m}}
	}
	return nil
}

// EnvMode returns the mode that GOTELEMETRY names, or "" if it names none.
func (in Inputs) EnvMode() mode.Mode {
	if m, err := mode.Parse(in.Env); err == nil {
		return m
	}
	return ""
}

// Conforms reports whether a mode is one that the intent wants.
func (i *Intent) Conforms(m mode.Mode) bool {
	return i == nil || i.Policy != nil && i.Policy.Allows(m)
}

// Reason returns the reason as one line of plain text, or "". That of a workspace has at
// most 80 characters. Show it only in titles of actions and on pages: a repository wrote
// it.
func (i *Intent) Reason() string {
	switch {
	case i == nil || i.Policy == nil:
		return ""
	case i.Source == Workspace:
		return plainReason(i.Policy.Reason, maxWorkspaceReason)
	}
	return plainReason(i.Policy.Reason, maxReason)
}

// URL returns where people can read more, or "".
func (i *Intent) URL() string {
	if i == nil || i.Policy == nil {
		return ""
	}
	return i.Policy.URL
}

// Owner names whose wish it is, in a sentence.
func (i *Intent) Owner() string {
	switch {
	case i.Named:
		return "the policy in " + i.File
	case i.Source == Machine:
		return "this machine's policy"
	case i.Source == Workspace:
		return "this workspace's policy"
	case i.Source == User:
		return "your default for new environments"
	default:
		return "your GOTELEMETRY variable"
	}
}

// Demand says what the intent wants, after its owner: 'allows only local or off'.
func (i *Intent) Demand() string {
	switch {
	case i.Policy.Mode == "":
		return "allows only " + Alternatives(i.Policy.modes())
	case i.Source == User:
		return "is " + string(i.Policy.Mode)
	}
	return "wants " + string(i.Policy.Mode)
}

// SwitchTitle returns the title of the action that switches to the mode that the intent
// wants, with its reason.
func (i *Intent) SwitchTitle() string {
	why := i.Reason()
	switch {
	case i.Source == Workspace && why != "":
		why = "this workspace's policy: " + why
	case i.Source == Workspace || why == "":
		why = i.Owner()
	default:
		why = "policy: " + why
	}
	return "Switch Go telemetry to " + string(i.Policy.Target()) + " (" + why + ")"
}
