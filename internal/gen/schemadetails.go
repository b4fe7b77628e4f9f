package main

import (
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// detail is what keys of a struct have beside their Go type.
type detail struct {
	owner reflect.Type
	keys  []string
	add   func(*jsonschema.Schema)
	// group is one of the values if they are the constants of a group in the package
	// of owner; open says that there can be more.
	group string
	open  bool
}

func of[T any](add func(*jsonschema.Schema), keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, add: add}
}

// kinds are the constants declared beside member: readers may rely on them.
func kinds[T any](member string, keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, group: member}
}

// codes are the constants declared beside member, and others can come.
func codes[T any](member string, keys ...string) detail {
	return detail{owner: reflect.TypeFor[T](), keys: keys, group: member, open: true}
}

var details = []detail{
	of[status.Status](words(mode.All()...), "mode"),
	of[status.Status](day, "since", "nextReport", "firstUpload", "nextUpload"),
	of[status.Intent](words(mode.All()...), "mode", "allowed"),
	of[status.Intent](words("machine", "workspace", "user", "environment"), "source"),
	codes[status.Problem](status.CodeNoConfigDir, "code"),

	of[counters.Summary](words(mode.All()...), "mode"),
	of[counters.WeekSummary](day, "week"),
	of[counters.WeekSummary](words(counters.Collecting, counters.Pending, counters.Reported), "state"),
	of[counters.WeekSummary](safe, "total"),
	of[counters.Numbers](safe, "total", "series"),
	of[counters.VersionSummary](safe, "total"),
	of[counters.ChartSummary](words(counters.Count, counters.Partition, counters.Histogram), "kind"),
	codes[counters.Problem](counters.Corrupt, "code"),

	of[counters.Preview](words(mode.All()...), "mode"),
	of[counters.Preview](day, "since", "nextUpload", "nextWeek"),
	of[counters.ConfigUsed](words(counters.FromCache, counters.FromDownload), "source"),
	of[counters.ConfigUsed](day, "date"),
	of[counters.PreviewWeek](day, "week", "when"),
	of[counters.PreviewWeek](words(counters.Collecting, counters.Pending, counters.Ready, counters.Withheld, counters.Sent), "state"),
	codes[counters.Reason](counters.ModeNotOn, "code"),
	codes[counters.WithheldItem](counters.CounterNotApproved, "reason"),
	of[counters.Report](null, "Programs"),
	of[counters.ProgramReport](null, "Counters", "Stacks"),
	of[counters.Uploads](day, "lastWeek"),
	of[counters.Uploads](moment, "lastAt", "lastTry", "nextTry"),
	of[counters.WaitingReport](day, "week"),
	of[counters.WaitingReport](moment, "since"),
	codes[counters.Blocker](counters.BadReportName, "code"),
	of[counters.Blocker](day, "week"),

	kinds[counters.File](counters.CountersFile, "kind"),
	of[counters.File](day, "week"),
	of[counters.File](moment, "modified"),
	codes[counters.CleanFile](counters.CancelsUpload, "note"),
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
