package main

import (
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// detail is what keys of a struct have beside their Go type.
type detail struct {
	owner reflect.Type
	keys  []string
	add   func(*jsonschema.Schema)
	// group is one of the values if they are the constants of a group in the package
	// of beside; open says that there can be more.
	group  string
	beside reflect.Type
	open   bool
}

func of[T any](add func(*jsonschema.Schema), keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, add: add}
}

// kinds are the constants declared beside member: readers may rely on them.
func kinds[T any](member string, keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, group: member, beside: reflect.TypeFor[T]()}
}

// codes are the constants declared beside member, and others can come.
func codes[T any](member string, keys ...string) detail {
	return codesOf[T, T](member, keys...)
}

// codesOf are codes from another package: that of the type P.
func codesOf[T, P any](member string, keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, group: member, beside: reflect.TypeFor[P](), open: true}
}

var details = []detail{
	of[status.Status](words(mode.All()...), "mode"),
	of[status.Status](day, "since", "nextReport", "firstUpload", "nextUpload"),
	of[status.Intent](words(mode.All()...), "mode", "allowed"),
	of[status.Intent](words("machine", "workspace", "user", "environment"), "source"),
	codes[status.Problem](status.CodeNoConfigDir, "code"),

	of[summary.Summary](words(mode.All()...), "mode"),
	of[summary.Week](day, "week"),
	of[summary.Week](words(weeks.Collecting, weeks.Pending, weeks.Reported), "state"),
	of[summary.Week](safe, "total"),
	of[summary.Numbers](safe, "total", "series"),
	of[summary.Version](safe, "total"),
	of[summary.Chart](words(summary.Count, summary.Partition, summary.Histogram), "kind"),
	codes[problem.Problem](problem.Corrupt, "code"),

	of[upload.Preview](words(mode.All()...), "mode"),
	of[upload.Preview](day, "since", "nextUpload", "nextWeek"),
	of[upload.ConfigUsed](words(uploadconfig.FromCache, uploadconfig.FromDownload), "source"),
	of[upload.ConfigUsed](day, "date"),
	of[upload.Week](day, "week", "when"),
	of[upload.Week](words(weeks.Collecting, weeks.Pending, weeks.Ready, weeks.Withheld, weeks.Sent), "state"),
	codes[upload.Reason](upload.ModeNotOn, "code"),
	codesOf[upload.WithheldCount, uploadconfig.Config](uploadconfig.CounterNotApproved, "reason"),
	of[upload.Report](null, "Programs"),
	of[upload.ProgramReport](null, "Counters", "Stacks"),
	of[upload.Uploads](day, "lastWeek"),
	of[upload.Uploads](moment, "lastAt", "lastTry", "nextTry"),
	of[upload.WaitingReport](day, "week"),
	of[upload.WaitingReport](moment, "since"),
	codes[upload.Blocker](upload.BadReportName, "code"),
	of[upload.Blocker](day, "week"),

	kinds[housekeeping.File](housekeeping.CountersFile, "kind"),
	of[housekeeping.File](day, "week"),
	of[housekeeping.File](moment, "modified"),
	codes[housekeeping.PlannedFile](housekeeping.CancelsUpload, "note"),
}

// null lets a value be null: Go has no list or map there.
func null(s *jsonschema.Schema) { s.Type, s.Types = "", []string{"null", s.Type} }

// day marks a day as YYYY-MM-DD.
func day(s *jsonschema.Schema) { s.Format = "date" }

// moment marks a time as RFC 3339 has it.
func moment(s *jsonschema.Schema) { s.Format = "date-time" }

// safe bounds a number, or those in a list, to what every reader of JSON can hold.
func safe(s *jsonschema.Schema) {
	if s.Items != nil {
		s = s.Items
	}
	s.Minimum, s.Maximum = new(float64(0)), new(float64(1<<53-1))
}

// words lists the only valid values of a string, or of those in a list.
func words[S ~string](valid ...S) func(*jsonschema.Schema) {
	return func(s *jsonschema.Schema) {
		if s.Items != nil {
			s = s.Items
		}
		for _, v := range valid {
			s.Enum = append(s.Enum, string(v))
		}
		if slices.Contains(s.Types, "null") {
			s.Enum = append(s.Enum, nil)
		}
	}
}

// openTo lists the known values of a string that can have others.
func openTo(s *jsonschema.Schema, known []string) {
	listed := &jsonschema.Schema{Title: "Known values"}
	words(known...)(listed)
	other := &jsonschema.Schema{Title: "Other values", Type: s.Type, Types: s.Types}
	s.AnyOf = []*jsonschema.Schema{listed, other}
}
