package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/fleet"
	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

const exportHelp = `print metrics for Prometheus, or counts for a data warehouse

--prometheus prints the mode, whether it conforms to a policy, the health of uploads and
totals in the text format of Prometheus. With FILE, it replaces that file atomically, for
the textfile collector of a node exporter, which reads only files whose names end in
.prom. The metrics have no names of counters, files or users.
--ndjson prints each count as a JSON object on a line of its own: for all weeks, or for
the latest N. The names of counters can contain words that users have typed.
--label adds a label to each metric, or a key to each object, such as account=alice.`

// exportFlags are the flags of export.
type exportFlags struct {
	prometheus, ndjson bool
	named              bool   // a file was named
	file               string // "" for stdout
	weeks              int    // 0 for all
	labels             []fleet.Label
}

func export(_ context.Context, e *env, args []string) error {
	x, err := readExportFlags(args)
	switch {
	case err != nil:
		return err
	case x.ndjson:
		return e.exportRows(x)
	}
	return e.exportMetrics(x)
}

func readExportFlags(args []string) (exportFlags, error) {
	var x exportFlags
	var labels []string
	f := flags("export")
	f.BoolFunc("prometheus", "", func(file string) error {
		x.prometheus = true
		if file != "true" { // --prometheus=FILE
			x.file, x.named = file, true
		}
		return nil
	})
	f.BoolVar(&x.ndjson, "ndjson", false, "")
	f.Func("weeks", "", func(text string) error {
		var err error
		if x.weeks, err = strconv.Atoi(text); err != nil || x.weeks < 1 {
			return errors.New("use a whole number from 1")
		}
		return nil
	})
	f.Func("label", "", func(text string) error {
		labels = append(labels, text)
		return nil
	})
	rest, err := parse(f, args)
	if err == nil {
		err = x.check(rest)
	}
	if err != nil {
		return x, err
	}
	read := fleet.MetricLabels
	if x.ndjson {
		read = fleet.RowLabels
	}
	if x.labels, err = read(labels); err != nil {
		return x, &usageError{"export: " + err.Error(), hint.Of(err)}
	}
	return x, nil
}

// check checks the combination of flags, and takes the file from the arguments.
func (x *exportFlags) check(rest []string) error {
	if x.prometheus && !x.named && len(rest) > 0 {
		x.file, x.named, rest = rest[0], true, rest[1:]
	}
	if x.named && x.file == "" {
		return &usageError{"export: --prometheus needs the name of a file, not an empty one", "leave it out to print to standard output"}
	}
	if x.file == "-" {
		x.file = ""
	}
	const usage = "run: telemetry-ls export --help"
	switch {
	case x.prometheus == x.ndjson:
		return &usageError{"export needs one format: --prometheus or --ndjson", usage}
	case x.ndjson && len(rest) > 0:
		return &usageError{fmt.Sprintf("export: --ndjson takes no file (got %q)", rest[0]), "redirect standard output to a file"}
	case len(rest) > 0:
		return &usageError{fmt.Sprintf("export: unexpected argument %q", rest[0]), usage}
	case x.prometheus && x.weeks > 0:
		return &usageError{"export: --weeks needs --ndjson", usage}
	}
	return nil
}

// exportMetrics writes what is known, also if a part is unknown: monitoring has to see the
// problem.
func (e *env) exportMetrics(x exportFlags) error {
	state := e.dir.Read()
	files, partial := e.completeListing()
	coming := e.uploadsToCome(state)
	a := fleet.Account{Status: e.statusWith(state, e.policies(), coming), Files: files}
	if coming != nil {
		a.Due = new(len(coming.Uploads.Waiting))
	}
	err := e.writeMetrics(x.file, fleet.Metrics(a, x.labels))
	switch {
	case err != nil:
		return err
	case !a.Status.ModeKnown():
		return fmt.Errorf("exporting only a part of the metrics: %w", state.Problem)
	case partial != nil:
		return fmt.Errorf("exporting only a part of the metrics: %w", partial)
	}
	return nil
}

func (e *env) writeMetrics(file, text string) error {
	if file == "" {
		if _, err := io.WriteString(e.out, text); err != nil {
			return fmt.Errorf("printing the metrics: %w", err)
		}
		return nil
	}
	if err := replaceFile(file, []byte(text), atomicfile.WritePublic); err != nil {
		return fmt.Errorf("writing the metrics: %w", err)
	}
	return nil
}

// completeListing lists the telemetry directory. It is nil if a part can't be listed.
// Without a telemetry directory there are no files.
func (e *env) completeListing() (*housekeeping.Listing, error) {
	if e.dir == "" {
		return &housekeeping.Listing{}, nil
	}
	files, err := housekeeping.List(e.dir.Path())
	if err == nil && len(files.Problems) > 0 {
		err = unlisted(files.Problems[0])
	}
	if err != nil {
		return nil, err
	}
	return files, nil
}

func unlisted(p problem.Problem) error {
	return fmt.Errorf("listing the telemetry directory: %s: %s", p.File, p.Message)
}

// unknownWeeks returns why the weeks or their states are unknown, or nil.
func unknownWeeks(files *housekeeping.Listing) error {
	for _, p := range files.Problems {
		if p.Code == problem.TooMany || p.File == "local" || p.File == "upload" {
			return fmt.Errorf("exporting the counts: %w", unlisted(p))
		}
	}
	return nil
}

// exportRows prints the counts, and the files that it can't read on stderr.
func (e *env) exportRows(x exportFlags) error {
	ix, err := e.index()
	if err != nil {
		return err
	}
	files, err := housekeeping.List(e.dir.Path())
	if err == nil {
		err = unknownWeeks(files)
	}
	if err != nil {
		return err
	}
	v := ix.Update(e.now())
	defer v.Release()
	counted := summary.Weeks(v, summary.Options{Weeks: x.weeks, Now: e.now()})
	if err := fleet.WriteRows(e.out, fleet.Rows(counted, files), x.labels); err != nil {
		return fmt.Errorf("printing the counts: %w", err)
	}
	var skipped []problem.Problem
	for _, p := range v.Problems() {
		if p.Code != problem.AlreadyReported { // the report has its counts
			skipped = append(skipped, p)
		}
	}
	e.tell(skipped, "telemetry-ls summary --json")
	return nil
}
