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

// Settings holds the current values.
type Settings struct {
	Prompt       string // auto or never
	PromptDelay  time.Duration
	Lint         bool
	CodeLens     string // auto, always or never
	SummaryWeeks int
	UploadConfig string // auto or cached
}

// Params declares the keys, in documentation order. Each has a default.
func (s *Settings) Params() []declare.Param {
	return []declare.Param{
		{
			Name: "prompt", Value: declare.OneOf(&s.Prompt, "auto", "never"), Default: "auto", Personal: true,
			Doc: "Ask for a telemetry mode in an environment where none was chosen, at most three times.",
		},
		{
			Name: "promptDelay", Value: declare.Milliseconds(&s.PromptDelay, 0, 86_400_000), Default: 2000, Personal: true,
			Doc: "How long the editor must be quiet before the question appears, in milliseconds since its last message.",
		},
		{
			Name: "lint", Value: declare.Bool(&s.Lint), Default: true,
			Doc: "Report Go telemetry settings that have no effect, and counter names in Go source that break the rules.",
		},
		{
			Name: "codeLens", Value: declare.OneOf(&s.CodeLens, "auto", "always", "never"), Default: "auto",
			Doc: "Show the mode as a code lens in go.mod and go.work. auto: only if the editor cannot show it in a status line.",
		},
		{
			Name: "summaryWeeks", Value: declare.Whole(&s.SummaryWeeks, 1, 520), Default: 8,
			Doc: "The number of weeks in a summary.",
		},
		{
			Name: "uploadConfig", Value: declare.OneOf(&s.UploadConfig, "auto", "cached"), Default: "auto", Personal: true,
			Doc: "The source of the upload config, the public list of approved counters. auto: the module cache; if it has no config, or only one older than a day, `go mod download` gets the latest in mode on or after you agree. cached: the module cache only, never the network.",
		},
	}
}

// All returns the declarations of the settings.
func All() []declare.Param { return new(Settings).Params() }

// Default returns the default settings.
func Default() Settings {
	var s Settings
	for _, p := range s.Params() {
		p.SetDefault()
	}
	return s
}
