// Package lint finds settings of Go telemetry that Go ignores or refuses, in the files
// where people write them, and offers edits that mean the same. It only parses: it runs
// nothing, and what it finds depends on the file alone. Start reading at [Check]; the
// languages are in table.go.
package lint

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// The types of findings. Offsets count the bytes of File.Text.
type (
	Finding  = report.Finding
	Fix      = report.Fix
	Edit     = report.Edit
	Code     = report.Code
	Severity = report.Severity
)

// The codes of findings.
const (
	IneffectiveEnv     = report.IneffectiveEnv
	IneffectiveDir     = report.IneffectiveDir
	ImmutableGoEnv     = report.ImmutableGoEnv
	InvalidMode        = report.InvalidMode
	UploadingInCI      = report.UploadingInCI
	InvalidCounterName = report.InvalidCounterName
)

// MaxSize is the size in bytes of the largest file that is checked.
const MaxSize = 2 << 20

// File is a file to check.
type File struct {
	Path     string // slash-separated; only its name and the directories in it matter
	Language string // the languageId of the editor, or ""
	Text     string
	// Editing says that a user edits the file, so that a quick answer is worth more than a
	// complete one while a part of the file can't be parsed.
	Editing bool
}

// Result is what Check found.
type Result struct {
	Findings []Finding // in the order of the file
	// Broken says that a part of the file can't be parsed, so findings may be missing.
	Broken bool
}

// Check returns the findings in a file. It parses only files in a known language that
// name a setting.
func Check(f File) Result {
	if len(f.Text) > MaxSize || !Suspicious(f.Text) || Binary(f.Text) {
		return Result{}
	}
	linter := recognize(f)
	if linter == nil {
		return Result{}
	}
	r := report.New(f.Text, byName)
	r.Test = isTest(f.Path)
	r.Quick = f.Editing
	linter(r, report.Whole(f.Text, len(f.Text)-len(strings.TrimPrefix(f.Text, bom))), report.Context{})
	return Result{Findings: r.Findings(), Broken: r.Broken}
}

// bom is the byte order mark, which counts as a column but belongs to no language.
const bom = "\ufeff"

// Suspicious reports whether text may have findings. It is much cheaper than Check.
func Suspicious(text string) bool { return report.Suspicious(text) }

// Binary reports whether text is not text, which shows in its beginning.
func Binary(text string) bool {
	const enough = 8 << 10
	return strings.IndexByte(text[:min(len(text), enough)], 0) >= 0
}

// Apply returns text after edits, which are ascending and disjoint.
func Apply(text string, edits []Edit) string { return report.Apply(text, edits) }
