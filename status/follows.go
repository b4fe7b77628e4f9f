package status

import "github.com/telemetry-ls/telemetry-ls/mode"

// Follows says when programs that are already running follow a switch to m. The
// telemetry library reads the mode only when it opens a counter file, and again when
// the week of that file ends. In mode off it opens none.
func Follows(m mode.Mode) string {
	if m == mode.Off {
		return "Programs that are already running keep counting until they are restarted, or until their week ends at the latest."
	}
	return "Programs that are already running follow once they are restarted."
}

// Switched returns what the mode means, for a message after a switch.
func (s Status) Switched() string {
	if !s.Supported || s.Mode == mode.Off {
		return s.Meaning() // which includes it
	}
	return s.Meaning() + " " + Follows(s.Mode)
}
