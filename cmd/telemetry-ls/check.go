package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/lint/check"
)

// checkHelp is the help of check: the first line is the one in the list.
const checkHelp = `find telemetry settings that Go ignores, in files and directories

It skips what .gitignore and the key lint.exclude of .telemetry-ls.json name, vendor and
node_modules, unless you name them. It skips binary files and files over 2 MiB, which are
problems if you name them. PATH - is standard input.

  --fix            write the files with all fixes; print what is left
  --json           print the findings as JSON
  --sarif          print the findings in the format SARIF 2.1.0
  --filename NAME  the name of the file on standard input; with --fix, the fixed text
                   goes to standard output and the findings to standard error

Exit codes: 0 no findings, 1 findings, 2 a file could not be checked, or a usage error.`

// checkOptions are the flags of check.
type checkOptions struct {
	json, sarif, fix bool
	filename         string
}

// checkFiles lints files and directories. The exit code is 1 if findings are left, and
// 2 if there were problems.
func checkFiles(ctx context.Context, e *env, args []string) error {
	var o checkOptions
	f := flags("check")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.sarif, "sarif", false, "")
	f.BoolVar(&o.fix, "fix", false, "")
	f.StringVar(&o.filename, "filename", "", "")
	paths, err := parse(f, args)
	if err == nil {
		named := false
		f.Visit(func(f *flag.Flag) { named = named || f.Name == "filename" })
		err = o.check(paths, named)
	}
	if err != nil {
		return err
	}
	var report check.Report
	if paths[0] == "-" {
		report, err = e.checkStdin(o)
	} else {
		e.heed() // a signal ends the check of standard input: it writes no files
		report, err = e.checkPaths(ctx, o, paths)
	}
	switch {
	case err != nil && !readerLeft(err):
		e.complain(err)
		return exitCode(exitUsage)
	case len(report.Problems) > 0:
		return exitCode(exitUsage)
	}
	return failedIf(err != nil || len(report.Findings) > 0)
}

// check returns an error if the flags don't fit the paths, or each other. named says that
// there is a flag --filename.
func (o checkOptions) check(paths []string, named bool) error {
	stdin := slices.Contains(paths, "-")
	switch {
	case len(paths) == 0:
		return &usageError{problem: "check needs a file or directory", hint: "to check the current directory, run: telemetry-ls check ."}
	case o.json && o.sarif:
		return &usageError{problem: "check: --json and --sarif exclude each other", hint: "use one of them"}
	case stdin && len(paths) > 1:
		return &usageError{problem: "check: - (standard input) excludes other paths", hint: "run telemetry-ls check once for each"}
	case slices.Contains(paths, ""):
		return &usageError{problem: "check: a path is empty", hint: "to check the current directory, run: telemetry-ls check ."}
	case named && !stdin:
		return &usageError{problem: "check: --filename needs the path -", hint: likeFilename}
	case named && !isFileName(o.filename):
		return &usageError{problem: fmt.Sprintf("check: --filename needs the name of a file, not %q", o.filename), hint: likeFilename}
	}
	return nil
}

const likeFilename = "use it like: telemetry-ls check --filename script.sh -"

// isFileName reports whether a path can be that of a file, which need not exist.
func isFileName(path string) bool {
	switch filepath.Base(path) {
	case ".", "..", string(filepath.Separator):
		return false
	}
	info, err := os.Stat(path)
	return !os.IsPathSeparator(path[len(path)-1]) && (err != nil || !info.IsDir())
}

// checkPaths prints findings as text when they come, else at the end. If printing fails,
// it stops, unless files are left to be fixed.
func (e *env) checkPaths(ctx context.Context, o checkOptions, paths []string) (check.Report, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var report check.Report
	var printing error
	walk := check.Start(ctx, paths, o.fix)
	e.follow(ctx, walk, func(r check.Result) {
		report.Add(r)
		if err := e.tellResult(r, o); err != nil && printing == nil {
			printing = err
			if !o.fix {
				cancel()
			}
		}
	})
	switch {
	case printing != nil:
		return report, printing
	case ctx.Err() != nil:
		return report, hint.New(errors.New("check: interrupted; some files were not checked"), "run it again")
	}
	return report, e.printReport(report, o)
}

// follow passes on the results, until a signal interrupts it. On a terminal, it shows the
// progress if a walk takes longer than a second.
func (e *env) follow(ctx context.Context, walk *check.Walk, each func(check.Result)) {
	line := progressLine{w: e.progress}
	defer line.clear()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case results, ok := <-walk.Results:
			if !ok {
				return
			}
			line.clear()
			for _, r := range results {
				each(r)
			}
		case <-ctx.Done(): // a worker can be busy with one file
			walk.Stop()
			return
		case <-tick.C:
			line.show("Checking: " + quantity.Count(int(walk.Files()), "file", "files"))
			tick.Reset(progressEvery)
		}
	}
}

// tellResult prints a problem, what was fixed and, as text, the findings.
func (e *env) tellResult(r check.Result, o checkOptions) error {
	if r.Problem != nil {
		fmt.Fprintf(e.stderr, "telemetry-ls: %s\n", r.Problem)
	}
	if r.Fixed > 0 {
		fmt.Fprintf(e.stderr, "telemetry-ls: %s: fixed %s\n", printable.Name(r.File), quantity.Count(r.Fixed, "finding", "findings"))
	}
	if o.json || o.sarif {
		return nil
	}
	for _, f := range r.Findings {
		if err := e.print(f.String()); err != nil {
			return err
		}
	}
	return nil
}

// printReport prints the findings in a format for programs.
func (e *env) printReport(r check.Report, o checkOptions) error {
	switch {
	case o.json:
		return e.printJSON(struct {
			Schema int `json:"schema"`
			check.Report
		}{schema, r})
	case o.sarif:
		return e.printJSON(check.ToSARIF(r, build().version))
	}
	return nil
}
