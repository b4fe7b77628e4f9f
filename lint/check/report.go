// Package check lints files and directories, and writes what it finds for people and for
// other programs. Start reading at [Start].
package check

import (
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/lint"
)

// Report is what the lint found.
type Report struct {
	Findings []Finding `json:"findings"` // in the order of the walk
	Problems []Problem `json:"problems"` // what could not be checked or fixed
}

// Add adds what was found in a file.
func (r *Report) Add(found Result) {
	r.Findings = append(r.Findings, found.Findings...)
	if found.Problem != nil {
		r.Problems = append(r.Problems, *found.Problem)
	}
}

// Finding is a setting that Go ignores or refuses, or that needs a look. Lines and columns
// start at 1. Columns count UTF-16 units, and a byte order mark counts none. The end is not
// included.
type Finding struct {
	File      string `json:"file"`      // the path as it was given, joined with the path below it, with slashes
	Line      int    `json:"line"`      // the line of the first character
	Column    int    `json:"column"`    // the column of the first character
	EndLine   int    `json:"endLine"`   // the line of the end, which is the same
	EndColumn int    `json:"endColumn"` // the column after the last character
	Code      string `json:"code"`      // a fixed word for programs
	Severity  string `json:"severity"`  // how bad it is
	Message   string `json:"message"`   // for people, not to be parsed
	Fix       *Fix   `json:"fix"`       // the preferred fix; null: none
}

// Fix is a change of the file that resolves a finding.
type Fix struct {
	Title string `json:"title"` // what it does, for people
	Edits []Edit `json:"edits"` // in the order of the file, without overlaps
}

// Edit replaces a range of the file. Lines and columns are like those of a Finding.
type Edit struct {
	Line      int    `json:"line"`      // the line of the first character
	Column    int    `json:"column"`    // the column of the first character
	EndLine   int    `json:"endLine"`   // the line of the end
	EndColumn int    `json:"endColumn"` // the column of the end
	NewText   string `json:"newText"`   // what comes in the place of the range
}

// Problem is a file or directory that could not be checked or fixed.
type Problem struct {
	File    string `json:"file"`    // like that of a Finding
	Code    string `json:"code"`    // a fixed word for programs
	Message string `json:"message"` // for people, not to be parsed
}

// The codes of a [Problem].
const (
	// Unreadable is the code of a file or directory that can't be read.
	Unreadable = "unreadable"
	// TooLarge is the code of a named file that is too large to be checked.
	TooLarge = "too-large"
	// NotText is the code of a named file that is binary, or encoded as UTF-16.
	NotText = "not-text"
	// InvalidExclude is the code of a .telemetry-ls.json that excludes nothing because it is
	// malformed.
	InvalidExclude = "invalid-exclude"
	// Changed is the code of a file that was not fixed because another program changed it.
	Changed = "changed"
	// Unwritable is the code of a file that could not be fixed.
	Unwritable = "unwritable"
)

// severities are the words for severities.
var severities = [...]string{lint.Error: "error", lint.Warning: "warning", lint.Information: "information"}

// describe returns the findings in a file.
func describe(file, text string, findings []lint.Finding) []Finding {
	lines := lint.NewLines(text)
	described := make([]Finding, len(findings))
	for i, f := range findings {
		start, end := lines.Position(f.Start), lines.Position(f.End)
		described[i] = Finding{
			File: file, Line: start.Line, Column: start.Column, EndLine: end.Line, EndColumn: end.Column,
			Code: string(f.Code), Severity: severities[f.Severity], Message: f.Message, Fix: describeFix(lines, f.Fix),
		}
	}
	return described
}

func describeFix(lines *lint.Lines, fix *lint.Fix) *Fix {
	if fix == nil {
		return nil
	}
	described := &Fix{Title: fix.Title, Edits: make([]Edit, len(fix.Edits))}
	for i, e := range fix.Edits {
		start, end := lines.Position(e.Start), lines.Position(e.End)
		described.Edits[i] = Edit{start.Line, start.Column, end.Line, end.Column, plainjson.ValidText(e.New)}
	}
	return described
}
