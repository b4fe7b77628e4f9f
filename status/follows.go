package status

import "github.com/telemetry-ls/telemetry-ls/mode"

// Follows says when programs that are already running follow a switch to m. The
// telemetry library reads the mode only when it opens a counter file, and once more
// when the week of that file ends; in mode off it opens none.
func Follows(m mode.Mode) string {
	if m == mode.Off {
		return "Programs that are already running keep counting until they are restarted, or until their week ends at the latest."
	}
	return "Programs that are already running follow once they are restarted."
}

// Switched says what the mode means to who has just switched to it.
func (s Status) Switched() string {
	if !s.Supported || s.Mode == mode.Off {
		return s.Meaning() // which says it
	}
	return s.Meaning() + " " + Follows(s.Mode)
}
