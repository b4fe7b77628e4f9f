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
	"github.com/telemetry-ls/telemetry-ls/fleet"
	"github.com/telemetry-ls/telemetry-ls/lint"
	"github.com/telemetry-ls/telemetry-ls/lint/check"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// detail describes a key of a struct beyond its Go type.
type detail struct {
	owner reflect.Type
	keys  []string
	add   func(*jsonschema.Schema)
	// group is one of the values if they are a group of constants in the package of
	// beside; open means that there can be more values.
	group  string
	beside reflect.Type
	open   bool
}

func of[T any](add func(*jsonschema.Schema), keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, add: add}
}

// kinds lists the constants declared beside member as the only valid values.
func kinds[T any](member string, keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, group: member, beside: reflect.TypeFor[T]()}
}

// codes lists the constants declared beside member. Later versions can add others.
func codes[T any](member string, keys ...string) detail {
	return codesOf[T, T](member, keys...)
}

// codesOf is like codes, for constants in the package of the type P.
func codesOf[T, P any](member string, keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, group: member, beside: reflect.TypeFor[P](), open: true}
}

var details = []detail{
	of[status.Status](words(mode.All()...), "mode"),
	of[status.Status](day, "since", "nextReport", "firstUpload", "nextUpload"),
	of[status.Intent](words(mode.All()...), "mode", "allowed"),
	of[status.Intent](words(policy.Machine, policy.Workspace, policy.User, policy.Environment), "source"),
	codes[status.Problem](status.CodeNoConfigDir, "code"),

	of[summary.Summary](words(mode.All()...), "mode"),
	of[summary.Week](day, "week"),
	of[summary.Week](words(weeks.Collecting, weeks.Pending, weeks.Reported), "state"),
	of[summary.Week](safe, "total"),
	of[summary.Numbers](safe, "total", "series"),
	of[summary.Version](safe, "total", "runs"),
	of[summary.Chart](words(summary.Count, summary.Partition, summary.Histogram), "kind"),
	of[summary.Chart](known(summary.RunsRole, summary.UsesRole, summary.FeaturesRole, summary.LatencyRole, summary.FlagsRole, summary.InternalsRole), "role"),
	codes[summary.Program](summary.Tools, "group"),
	codes[summary.Group](summary.Tools, "group"),
	of[summary.Runs](known(summary.RunsUnit, summary.SessionsUnit), "unit"),
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

	of[fleet.Row](day, "week"),
	of[fleet.Row](words(weeks.Collecting, weeks.Pending, weeks.Reported, weeks.Sent), "state"),
	of[fleet.Row](safe, "value"),

	kinds[housekeeping.File](housekeeping.CountersFile, "kind"),
	of[housekeeping.File](day, "week"),
	of[housekeeping.File](moment, "modified"),
	codes[housekeeping.PlannedFile](housekeeping.CancelsUpload, "note"),

	of[check.Finding](rules, "code"),
	of[check.Finding](words("error", "warning", "information"), "severity"),
	of[check.Finding](positive, "line", "column", "endLine", "endColumn"),
	of[check.Edit](positive, "line", "column", "endLine", "endColumn"),
	codes[check.Problem](check.Unreadable, "code"),
}

// null allows null, for a nil list or map in Go.
func null(s *jsonschema.Schema) { s.Type, s.Types = "", []string{"null", s.Type} }

// day marks a day as YYYY-MM-DD.
func day(s *jsonschema.Schema) { s.Format = "date" }

// moment marks a time in the format of RFC 3339.
func moment(s *jsonschema.Schema) { s.Format = "date-time" }

// safe limits a number, or the numbers in a list, to what every JSON reader can hold.
func safe(s *jsonschema.Schema) {
	if s.Items != nil {
		s = s.Items
	}
	s.Minimum, s.Maximum = new(float64(0)), new(float64(1<<53-1))
}

// positive limits a number to 1 and more.
func positive(s *jsonschema.Schema) { s.Minimum = new(float64(1)) }

// words lists the only valid values of a string, or of the strings in a list.
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

// rules lists the codes of the lint. Later versions can add others.
func rules(s *jsonschema.Schema) {
	var known []string
	for _, r := range lint.Rules() {
		known = append(known, string(r.Code))
	}
	openTo(s, known)
}

// known lists values of a string that can also have other values.
func known(values ...string) func(*jsonschema.Schema) {
	return func(s *jsonschema.Schema) { openTo(s, values) }
}

// openTo lists the known values of a string that can also have other values.
func openTo(s *jsonschema.Schema, known []string) {
	listed := &jsonschema.Schema{Title: "Known values"}
	words(known...)(listed)
	other := &jsonschema.Schema{Title: "Other values", Type: s.Type, Types: s.Types}
	s.AnyOf = []*jsonschema.Schema{listed, other}
}
