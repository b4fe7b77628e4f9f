// Package settings holds what a user can set in an editor: the keys of
// initializationOptions and of the configuration section goTelemetry. Start reading
// at [Settings.Params].
package settings

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
)

// Section is the name of the configuration section.
const Section = "goTelemetry"

// Settings are the values in force.
type Settings struct {
	Prompt       string // auto or never
	PromptDelay  time.Duration
	Lint         bool
	CodeLens     string // auto, always or never
	SummaryWeeks int
	UploadConfig string // auto or cached
}

// Params declares the keys, in the order of the documentation. Each has a default.
func (s *Settings) Params() []declare.Param {
	return []declare.Param{
		{
			Name: "prompt", Value: declare.OneOf(&s.Prompt, "auto", "never"), Default: "auto", Personal: true,
			Doc: "Ask in an environment where no telemetry mode was ever chosen: until there is an answer, and three times at most.",
		},
		{
			Name: "promptDelay", Value: declare.Milliseconds(&s.PromptDelay, 0, 86_400_000), Default: 2000, Personal: true,
			Doc: "Quiet time in milliseconds, counted from the editor's last message, before asking.",
		},
		{
			Name: "lint", Value: declare.Bool(&s.Lint), Default: true,
			Doc: "Report what is wrong: at present, names of counters in Go source that break the rules.",
		},
		{
			Name: "codeLens", Value: declare.OneOf(&s.CodeLens, "auto", "always", "never"), Default: "auto",
			Doc: "Show the mode as a code lens in go.mod and go.work; auto: only where the editor cannot show it in a status line.",
		},
		{
			Name: "summaryWeeks", Value: declare.Whole(&s.SummaryWeeks, 1, 520), Default: 8,
			Doc: "How many weeks a summary shows.",
		},
		{
			Name: "uploadConfig", Value: declare.OneOf(&s.UploadConfig, "auto", "cached"), Default: "auto", Personal: true,
			Doc: "Where the upload config, the public list of approved counters, comes from. auto: the module cache; `go mod download` gets it in mode on if it is missing or older than a day, or when you agree. cached: never the network.",
		},
	}
}

// All lists the declarations of the settings.
func All() []declare.Param { return new(Settings).Params() }

// Default gives the settings of somebody who has set nothing.
func Default() Settings {
	var s Settings
	for _, p := range s.Params() {
		p.SetDefault()
	}
	return s
}
