// Package view writes what a person reads: Markdown documents and the notices
// around a switch. Everything it says about Go telemetry is checked by tests
// against the real toolchain or follows from the files it is given.
package view

// Privacy is the page that tells how uploaded data is handled.
const Privacy = "https://telemetry.go.dev/privacy"

// Notice is what a user is told after every switch to on. What is sent and where to
// comes first: some editors show no more than one line.
func Notice() string {
	return "Go telemetry is on. Go sends approved counters to telemetry.go.dev about weekly, where they are published as a public data set: " +
		"how often features of the go command, the compiler, gopls, dlv and others of its tools ran, with versions, platform and stacks of crashes, " +
		"and no code, names or paths of yours. Nothing counted today or before is sent. " +
		"Privacy: " + Privacy + ". To go back: go telemetry local."
}
