package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/lint"
	"github.com/telemetry-ls/telemetry-ls/lint/check"
)

// checkStdin lints the text on stdin. With --fix, stdout gets the fixed text, and stderr
// the findings.
func (e *env) checkStdin(o checkOptions) (check.Report, error) {
	data, err := io.ReadAll(io.LimitReader(e.stdin, lint.MaxSize+1))
	switch {
	case err != nil:
		return check.Report{}, fmt.Errorf("check: reading standard input: %w", hint.WithoutPath(err))
	case len(data) > lint.MaxSize:
		return check.Report{}, hint.New(fmt.Errorf("check: standard input is larger than %s", quantity.Size(lint.MaxSize)), "check a smaller text")
	}
	file := filepath.ToSlash(cmp.Or(o.filename, "<stdin>"))
	path, err := filepath.Abs(o.filename)
	if err != nil {
		return check.Report{}, err
	}
	path = filepath.ToSlash(path)
	if !o.fix {
		return e.tellText(check.Result{File: file, Findings: check.Text(file, path, string(data))}, o)
	}
	fixed, n, left := check.Fixed(file, path, string(data))
	if err := e.printText(fixed); err != nil {
		return check.Report{}, err
	}
	onStderr := *e
	onStderr.out = e.stderr
	return onStderr.tellText(check.Result{File: file, Findings: left, Fixed: n}, o)
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
