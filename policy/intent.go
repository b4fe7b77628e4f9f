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

// Intent is the strongest wish for a mode.
type Intent struct {
	Source  Source
	File    string  // "" for the environment
	Policy  *Policy // nil if the machine's file is invalid: nothing conforms to it
	Managed bool    // it limits what telemetry-ls may switch to
}

// Inputs are what Of decides about.
type Inputs struct {
	Machine    File
	Workspaces []File    // of the workspace folders, in order
	Default    mode.Mode // of the user's configuration file, or ""
	ConfigFile string    // the path of that file
	Env        string    // the value of GOTELEMETRY
	Chosen     bool      // a mode was chosen
}

// Of returns the strongest intent, or nil.
func Of(in Inputs) *Intent {
	if in.Machine.Policy != nil || in.Machine.Invalid() {
		return &Intent{Source: Machine, File: in.Machine.Path, Policy: in.Machine.Policy, Managed: true}
	}
	for _, f := range in.Workspaces {
		if f.Policy != nil {
			return &Intent{Source: Workspace, File: f.Path, Policy: f.Policy}
		}
	}
	if in.Chosen {
		return nil
	}
	if in.Default != "" {
		return &Intent{Source: User, File: in.ConfigFile, Policy: &Policy{Mode: in.Default}}
	}
	if m := mode.Mode(in.Env); m == mode.On || m == mode.Local || m == mode.Off {
		return &Intent{Source: Environment, Policy: &Policy{Mode: m}}
	}
	return nil
}

// Conforms reports whether a mode is one that the intent allows.
func (i *Intent) Conforms(m mode.Mode) bool {
	return i.Policy != nil && i.Policy.Allows(m)
}

// Apply returns the mode that a machine policy with apply sets, or "". It never sets a mode
// that collects or uploads more than the one in force.
func (i *Intent) Apply(now mode.Mode, chosen bool) mode.Mode {
	if i == nil || i.Source != Machine || i.Policy == nil || !i.Policy.Apply {
		return ""
	}
	if chosen && i.Policy.Allows(now) {
		return ""
	}
	target := i.Policy.Target()
	if shares(target) > shares(now) {
		return ""
	}
	return target
}

// shares orders the modes by what they collect and upload.
func shares(m mode.Mode) int {
	switch m {
	case mode.On:
		return 2
	case mode.Off:
		return 0
	}
	return 1
}
