// Package settings holds what a user can set in an editor: the keys of
// initializationOptions and of the configuration section goTelemetry, declared
// once. Start reading at [Keys].
package settings

import "time"

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

// Key declares one setting.
type Key struct {
	Name    string
	Type    string   // string, boolean or integer
	Values  []string // the only valid words, for a string
	Min     int      // for an integer
	Max     int
	Default any // string, bool or int
	Doc     string
	// Personal: not for a repository to set, in editors that can tell.
	Personal bool
	set      func(*Settings, any)
}

// Keys lists the settings in the order of the documentation.
func Keys() []Key {
	return []Key{
		{
			Name: "prompt", Type: "string", Values: []string{"auto", "never"}, Default: "auto", Personal: true,
			Doc: "Ask in an environment where no telemetry mode was ever chosen: until there is an answer, and three times at most.",
			set: func(s *Settings, v any) { s.Prompt = v.(string) },
		},
		{
			Name: "promptDelay", Type: "integer", Min: 0, Max: 86_400_000, Default: 2000, Personal: true,
			Doc: "Quiet time in milliseconds, counted from the editor's last message, before asking.",
			set: func(s *Settings, v any) { s.PromptDelay = time.Duration(v.(int)) * time.Millisecond },
		},
		{
			Name: "lint", Type: "boolean", Default: true,
			Doc: "Report what is wrong: at present, names of counters in Go source that break the rules.",
			set: func(s *Settings, v any) { s.Lint = v.(bool) },
		},
		{
			Name: "codeLens", Type: "string", Values: []string{"auto", "always", "never"}, Default: "auto",
			Doc: "Show the mode as a code lens in go.mod and go.work; auto: only where the editor cannot show it in a status line.",
			set: func(s *Settings, v any) { s.CodeLens = v.(string) },
		},
		{
			Name: "summaryWeeks", Type: "integer", Min: 1, Max: 520, Default: 8,
			Doc: "How many weeks a summary shows.",
			set: func(s *Settings, v any) { s.SummaryWeeks = v.(int) },
		},
		{
			Name: "uploadConfig", Type: "string", Values: []string{"auto", "cached"}, Default: "auto", Personal: true,
			Doc: "Where the upload config, the public list of approved counters, comes from. auto: the module cache; `go mod download` gets it in mode on if it is missing or older than a day, or when you agree. cached: never the network.",
			set: func(s *Settings, v any) { s.UploadConfig = v.(string) },
		},
	}
}

// Default gives the settings of somebody who has set nothing.
func Default() Settings {
	var s Settings
	for _, k := range Keys() {
		k.set(&s, k.Default)
	}
	return s
}
