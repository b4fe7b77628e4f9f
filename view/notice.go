// Package view writes what a person reads: Markdown documents and the notices
// around a switch. Everything it says about Go telemetry is checked by tests
// against the real toolchain or follows from the files it is given.
package view

// Privacy is the page that tells how uploaded data is handled.
const Privacy = "https://telemetry.go.dev/privacy"

// Notice is what a user is told after every switch to on.
func Notice() string {
	return "Go telemetry is on. About once a week Go sends the approved counters of its tools: of the go command, the compiler, gopls, dlv and others " +
		"(how often a feature ran, versions, platform, stacks of crashes; no code, names or paths of yours) to telemetry.go.dev, " +
		"where they are published as a public data set. Nothing counted today or before is sent. " +
		"Privacy: " + Privacy + ". To go back: go telemetry local."
}
