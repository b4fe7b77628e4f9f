// Package view writes what a person reads: Markdown pages and the notices
// around a switch. Everything it says about Go telemetry is checked by tests
// against the real toolchain or follows from the files it is given.
package view

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

const (
	// Privacy is the page about how uploaded data is handled.
	Privacy = "https://telemetry.go.dev/privacy"
	// PrivacyPolicy is the policy that the data is collected under, as
	// `go help telemetry` says.
	PrivacyPolicy = "https://policies.google.com/privacy"
)

// NoticeFacts returns what a user must know about mode on, in a sentence or two each.
// What is uploaded and where comes first: some editors show only one line.
func NoticeFacts() []string {
	return []string{
		"Go uploads approved counters to telemetry.go.dev about once a week, to help improve the Go toolchain and related tools. " +
			"They are published as a public data set.",
		"The counters show how often features of the go command, the compiler, gopls and other Go tools were used, " +
			"with versions, platform, and stacks of crashes and internal errors of these tools.",
		"Your code, file names and paths are never uploaded.",
		"Nothing counted today or earlier is uploaded.",
		status.Follows(mode.On),
		"Privacy page: " + Privacy + ". The data is collected under the Google Privacy Policy: " + PrivacyPolicy + ".",
		"To stop uploading, run: go telemetry local. To stop counting too, run: go telemetry off.",
	}
}

// NoticeLead begins the notice of a switch to on.
const NoticeLead = "Go telemetry is on."

// Notice returns the text that the user sees after every switch to on.
func Notice() string { return NoticeLead + " " + strings.Join(NoticeFacts(), " ") }
