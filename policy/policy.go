// Package policy reads what an organization or a repository wants the telemetry mode to
// be, and decides whether the mode in force conforms. It changes nothing. Start reading
// at [Policy]; docs/policy.md describes the files.
package policy

import (
	"slices"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// Policy is what a policy file wants. Either Mode is set or Allowed is not empty.
type Policy struct {
	Mode    mode.Mode   // the only mode that conforms; "" if Allowed says
	Allowed []mode.Mode // the modes that conform, in the order of the file
	Reason  string      // for people; one line of plain text
	URL     string      // where people can read more
	// Apply says that the server sets the mode where it doesn't conform. Only the machine
	// file can say so.
	Apply bool
}

// Allows reports whether the policy allows a mode.
func (p Policy) Allows(m mode.Mode) bool {
	return m == p.Mode || slices.Contains(p.Allowed, m)
}

// Choices returns the allowed modes in the order in which they are offered.
func (p Policy) Choices() []mode.Mode {
	return slices.DeleteFunc(slices.Clone(mode.All()), func(m mode.Mode) bool { return !p.Allows(m) })
}

// Target returns the mode to which a user or Apply should switch from a mode that isn't
// allowed: the one that shares least.
func (p Policy) Target() mode.Mode {
	for _, m := range []mode.Mode{mode.Off, mode.Local, mode.On} {
		if p.Allows(m) {
			return m
		}
	}
	return ""
}
