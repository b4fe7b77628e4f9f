// Package policy reads what an organization, a repository or a user wants the telemetry
// mode to be, and decides what follows. It switches nothing. Start reading at [Of];
// docs/policy.md describes the files.
package policy

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// Policy is what a policy file wants. Either Mode is set or Allowed is not empty.
type Policy struct {
	Mode    mode.Mode   // the only mode that conforms; "" if Allowed says
	Allowed []mode.Mode // the modes that conform, in the order of the file
	Reason  string      // for people, as in the file; see [Intent.Reason]
	URL     string      // http or https: where people can read more
	// Apply says that the server sets the mode where it doesn't conform. Only the machine
	// file can say so.
	Apply bool
}

// Allows reports whether a mode conforms to the policy.
func (p Policy) Allows(m mode.Mode) bool {
	return p.Mode != "" && m == p.Mode || slices.Contains(p.Allowed, m)
}

// Target returns the mode to switch to from a mode that isn't allowed: the one that shares
// least.
func (p Policy) Target() mode.Mode {
	for _, m := range []mode.Mode{mode.Off, mode.Local, mode.On} {
		if p.Allows(m) {
			return m
		}
	}
	return ""
}

// modes returns the modes that conform, in the usual order.
func (p Policy) modes() []mode.Mode {
	return slices.DeleteFunc(mode.All(), func(m mode.Mode) bool { return !p.Allows(m) })
}

// Alternatives writes modes as 'on, local or off'.
func Alternatives(modes []mode.Mode) string {
	var b strings.Builder
	for i, m := range modes {
		switch {
		case i > 0 && i == len(modes)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(string(m))
	}
	return b.String()
}

// The lengths in characters to which a reason is cut. That of a workspace is short, since
// it stands in the title of an action.
const (
	maxReason          = 400
	maxWorkspaceReason = 80
)

// plainReason returns a reason as one line of plain text.
func plainReason(reason string, most int) string {
	text := []rune(printable.Line(reason, 4*maxReason))
	if len(text) > most {
		return strings.TrimRight(string(text[:most-1]), " ") + "…"
	}
	return string(text)
}
