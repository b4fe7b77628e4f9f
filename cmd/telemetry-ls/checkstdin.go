package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/lint"
	"github.com/telemetry-ls/telemetry-ls/lint/check"
)

// checkStdin lints the text on stdin. With --fix, stdout gets the fixed text, and stderr
// the findings.
func (e *env) checkStdin(o checkOptions) (check.Report, error) {
	file := filepath.ToSlash(cmp.Or(o.filename, "<stdin>"))
	path, err := filepath.Abs(file)
	if err != nil {
		return check.Report{}, err
	}
	path = filepath.ToSlash(path)
	r := check.Result{File: file}
	var text string
	text, r.Problem = e.readStdin(file, path)
	told := *e
	if o.fix {
		told.out = e.stderr
	}
	switch {
	case r.Problem != nil:
	case o.fix:
		text, r.Fixed, r.Findings = check.Fixed(file, path, text)
		if err := e.printText(text); err != nil {
			return check.Report{}, err
		}
	default:
		r.Findings = check.Text(file, path, text)
	}
	return told.tellText(r, o)
}

// readStdin returns the text on stdin, or why it can't be checked.
func (e *env) readStdin(file, path string) (string, *check.Problem) {
	data, err := io.ReadAll(io.LimitReader(e.stdin, lint.MaxSize+1))
	if err != nil {
		return "", &check.Problem{File: file, Code: check.Unreadable, Message: hint.WithoutPath(err).Error()}
	}
	return string(data), check.Unchecked(file, path, string(data))
}

// tellText prints the result for the only text.
func (e *env) tellText(r check.Result, o checkOptions) (check.Report, error) {
	var report check.Report
	report.Add(r)
	if err := e.tellResult(r, o); err != nil {
		return report, err
	}
	return report, e.printReport(report, o)
}

// printText prints a text as it is, unless stdout can be a terminal.
func (e *env) printText(text string) error {
	out := e.out
	if e.piped {
		out = e.stdout
	}
	if _, err := io.WriteString(out, text); err != nil {
		return fmt.Errorf("printing the fixed text: %w", err)
	}
	return nil
}
