// Package report is what the linters of all languages share: the findings, the text
// they are found in, and what a command line means. Start reading at [Reporter].
package report

import "strings"

// Code says what is wrong. Its sections in docs/lint.md have the same names.
type Code string

// The codes of findings.
const (
	IneffectiveEnv     Code = "ineffective-env"
	IneffectiveDir     Code = "ineffective-dir"
	ImmutableGoEnv     Code = "immutable-go-env"
	InvalidMode        Code = "invalid-mode"
	UploadingInCI      Code = "uploading-in-ci"
	InvalidCounterName Code = "invalid-counter-name"
)

// Severity has the numbers of LSP.
type Severity int

// The severities of findings.
const (
	Error Severity = iota + 1
	Warning
	Information
)

// The variables that Go ignores.
const (
	EnvName = "GOTELEMETRY"
	DirName = "GOTELEMETRYDIR"
)

// IsName reports whether Go ignores the variable and so a linter has to report it.
func IsName(name string) bool { return name == EnvName || name == DirName }

// Finding is one problem in a file. Offsets count the bytes of the file.
type Finding struct {
	Start, End int // on one line
	Code       Code
	Severity   Severity
	Message    string
	Fix        *Fix   // the preferred fix; nil if there is none
	Choices    []Fix  // other fixes; only a user can choose
	Account    string // the mode that the author wanted, if it is off or local; else ""
}

// Fix is a change of the file that resolves a finding.
type Fix struct {
	Title string
	Edits []Edit // ascending and disjoint
}

// Edit replaces the bytes from Start to End.
type Edit struct {
	Start, End int
	New        string
}

// Apply returns text after the edits, which are ascending and disjoint.
func Apply(text string, edits []Edit) string {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.WriteString(text[at:e.Start])
		b.WriteString(e.New)
		at = e.End
	}
	b.WriteString(text[at:])
	return b.String()
}
