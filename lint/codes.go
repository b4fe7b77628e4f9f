package lint

import "github.com/telemetry-ls/telemetry-ls/lint/internal/report"

// The severities of findings.
const (
	Error       = report.Error
	Warning     = report.Warning
	Information = report.Information
)

// HelpPage is the URL of the page that explains the codes, in a section for each.
const HelpPage = "https://github.com/telemetry-ls/telemetry-ls/blob/main/docs/lint.md"

// Rule describes the findings with a code.
type Rule struct {
	Code     Code
	Severity Severity // outside Markdown
	Title    string   // a label
	Doc      string   // sentences
}

// Rules returns a Rule for each code.
func Rules() []Rule {
	return []Rule{
		{
			IneffectiveEnv, Warning, "GOTELEMETRY in the environment",
			"The go command ignores the environment variable GOTELEMETRY. The telemetry mode is in a file, which `go telemetry on|local|off` writes.",
		},
		{
			IneffectiveDir, Warning, "GOTELEMETRYDIR in the environment",
			"The go command ignores the environment variable GOTELEMETRYDIR. The telemetry directory is always go/telemetry in the user's configuration directory.",
		},
		{
			ImmutableGoEnv, Error, "go env -w of a telemetry variable",
			"`go env -w` and `go env -u` fail for GOTELEMETRY and GOTELEMETRYDIR, and then write no other variable of the same command.",
		},
		{
			InvalidMode, Error, "Invalid telemetry mode",
			"`go telemetry` knows the modes on, local and off, and fails for any other word.",
		},
		{
			UploadingInCI, Information, "Uploading in CI or in a container image",
			"`go telemetry on` in a build uploads counts of builds instead of a person's work.",
		},
		{
			InvalidCounterName, Warning, "Invalid counter name",
			"The name of a counter in golang.org/x/telemetry breaks the rules for names, so Go can't count or upload it as intended.",
		},
	}
}

// Help returns the URL of the section about a code.
func Help(code Code) string { return HelpPage + "#" + string(code) }
