// Package fleet writes the state of Go telemetry for the monitoring of many machines, and
// the counts for a data warehouse. Start at [Metrics] and at [WriteRows].
package fleet

import (
	"slices"
	"strconv"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Account is what the metrics describe: the telemetry of one user account.
type Account struct {
	Status status.Status
	// Files lists the telemetry directory; nil if its content is not completely known.
	Files *housekeeping.Listing
	// Due is how many of the ready reports Go would upload, in mode on; nil for all.
	Due *int
}

// sample is one number of a metric.
type sample struct {
	labels []Label
	value  int64
}

// metric is a gauge. Without samples, it is left out.
type metric struct {
	name, help string
	samples    func(Account) []sample
}

// metrics are all metrics in the order in which they are written. None has the name of a
// counter, a file or a user.
var metrics = []metric{
	{"mode_info", "The telemetry mode, whether it was chosen, and the date in the mode file.", modeInfo},
	{"policy_conforms", "Whether the mode conforms to the strongest policy: 1 or 0.", conforms},
	{"collecting", "Whether Go counts on this account: 1 or 0.", modeFact(func(s status.Status) bool { return s.Collecting })},
	{"uploading", "Whether Go uploads the approved counters of this account: 1 or 0.", modeFact(func(s status.Status) bool { return s.Uploading })},
	{"last_upload_timestamp_seconds", "When Go stored its latest uploaded report, in seconds since 1970.", lastUpload},
	{"waiting_reports", "The number of reports that wait to be uploaded.", waiting},
	{"directory_bytes", "The size of all files in the telemetry directory.", size},
	{"problems", "A problem that telemetry-ls status reports, by its code: 1.", problems},
}

// modeInfo and the other metrics about the mode are left out if the mode is unknown.
func modeInfo(a Account) []sample {
	if !a.Status.ModeKnown() {
		return nil
	}
	since := ""
	if a.Status.Since != nil {
		since = *a.Status.Since
	}
	return []sample{{[]Label{
		{"mode", string(a.Status.Mode)},
		{"chosen", strconv.FormatBool(a.Status.Chosen)},
		{"since", since},
	}, 1}}
}

func conforms(a Account) []sample {
	if a.Status.Intent == nil || !a.Status.ModeKnown() {
		return nil
	}
	return []sample{{[]Label{{"source", string(a.Status.Intent.Source)}}, number(a.Status.Intent.Conforms)}}
}

func modeFact(is func(status.Status) bool) func(Account) []sample {
	return func(a Account) []sample {
		if !a.Status.ModeKnown() {
			return nil
		}
		return []sample{{nil, number(is(a.Status))}}
	}
}

func lastUpload(a Account) []sample {
	var last time.Time
	for _, f := range a.ofKind(housekeeping.SentReport) {
		if at, err := time.Parse(time.RFC3339, f.Modified); err == nil && at.After(last) {
			last = at
		}
	}
	if last.IsZero() {
		return nil
	}
	return []sample{{nil, last.Unix()}}
}

func waiting(a Account) []sample {
	switch {
	case a.Files == nil:
		return nil
	case a.Due != nil:
		return []sample{{nil, int64(*a.Due)}}
	}
	return []sample{{nil, int64(len(a.ofKind(housekeeping.ReadyReport)))}}
}

func size(a Account) []sample {
	if a.Files == nil {
		return nil
	}
	return []sample{{nil, a.Files.Bytes}}
}

// problems has one sample for each code: two problems can have the same one.
func problems(a Account) []sample {
	var codes []string
	for _, p := range a.Status.Problems {
		codes = append(codes, p.Code)
	}
	slices.Sort(codes)
	var samples []sample
	for _, code := range slices.Compact(codes) {
		samples = append(samples, sample{[]Label{{"code", code}}, 1})
	}
	return samples
}

// ofKind returns the files of a kind.
func (a Account) ofKind(kind string) []housekeeping.File {
	if a.Files == nil {
		return nil
	}
	var files []housekeeping.File
	for _, f := range a.Files.Files {
		if f.Kind == kind {
			files = append(files, f)
		}
	}
	return files
}

func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
