package upload

import (
	"time"

	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// Preview is what would be uploaded from this machine, and what was uploaded. Lists are
// never null.
type Preview struct {
	Mode       string            `json:"mode"`       // the telemetry mode
	Since      *string           `json:"since"`      // the date in the mode file
	Config     *ConfigUsed       `json:"config"`     // the upload config; null if there is none on this machine
	NextUpload *string           `json:"nextUpload"` // the first day with something to upload; null without one
	NextWeek   *string           `json:"nextWeek"`   // the week of that upload
	Weeks      []Week            `json:"weeks"`      // the weeks, oldest first
	Uploads    Uploads           `json:"uploads"`    // what was uploaded last, what is waiting, what stops uploads
	Problems   []problem.Problem `json:"problems"`   // files that were left out
}

// ConfigUsed names an upload config.
type ConfigUsed struct {
	Version string  `json:"version"` // the version of the module golang.org/x/telemetry/config
	Source  string  `json:"source"`  // the module cache, or a download by telemetry-ls
	Date    *string `json:"date"`    // the day of that version
	Stale   bool    `json:"stale"`   // there may be a newer one, which Go would use
}

// Label returns the version of the upload config, and its date if that is known.
func (c *ConfigUsed) Label() string {
	date := ""
	if c.Date != nil {
		date = *c.Date
	}
	return uploadconfig.Label(c.Version, date)
}

// Week is a week, and what would be uploaded of it.
type Week struct {
	Week  string `json:"week"`  // the day (UTC) on which the week ends
	State string `json:"state"` // collecting, pending, ready to be uploaded, withheld or sent
	// As things stand, Go's uploader would upload the week's report after the week ends.
	WouldUpload bool     `json:"wouldUpload"`
	When        *string  `json:"when"`    // the first day on which Go would upload it
	Reasons     []Reason `json:"reasons"` // why it would not be uploaded, and remarks
	// What would be uploaded if telemetry had been on when the week began. For a ready
	// or sent week, the report on disk.
	Report   *Report         `json:"report"`
	Sampled  []SampledCount  `json:"sampled"`  // the counters that only a random sample of reports includes
	Withheld []WithheldCount `json:"withheld"` // the counters that stay on this machine
	// The version of the upload config behind the reasons in withheld: for a ready or sent
	// week, the one that Go used, if it is on this machine. Null without one.
	JudgedBy *string `json:"judgedBy"`
}

// Reason is a reason why a week would not be uploaded, or a remark about its upload.
type Reason struct {
	Code    string `json:"code"`    // a fixed word for programs
	Message string `json:"message"` // for people, not to be parsed
}

// The codes of a [Reason].
const (
	ModeNotOn     = "mode-not-on"
	BeforeOptIn   = "before-opt-in"
	TooOld        = "too-old"
	NoConfig      = "no-config"
	SampledOut    = "sampled-out"
	NoCounters    = "no-counters"
	AlreadySent   = "already-sent"
	KeptLocal     = "kept-local" // there is no report to upload, or there is none anymore
	InTheFuture   = "in-the-future"
	UnreadableDay = "unreadable"
	UploadLocked  = "upload-locked"  // the lock of an upload exists
	UploadBlocked = "upload-blocked" // something stops Go's uploader
	Superseded    = "superseded"     // Go mistakes another file for the report

	// These do not keep a week from being uploaded.
	MaybeSampled    = "sampled"          // Go leaves out some reports at random
	OnceADay        = "once-a-day"       // Go tried less than a day ago
	MalformedReport = "malformed-report" // Go uploads the file, but it is not a report
	ReleaseUnlisted = "go-version"       // nothing from this Go release is approved
)

// prevents reports whether the reason keeps the week from being uploaded.
func (r *Reason) prevents() bool {
	switch r.Code {
	case MaybeSampled, OnceADay, MalformedReport, ReleaseUnlisted:
		return false
	}
	return true
}

// Undecided reports whether the lack of an upload config is the only reason against the
// upload of the week. Go downloads the upload config before it uploads.
func (w *Week) Undecided() bool {
	lacks := false
	for _, r := range w.Reasons {
		if r.Code == NoConfig {
			lacks = true
		} else if r.prevents() {
			return false
		}
	}
	return lacks
}

// SampledCount is a counter that is approved for a fraction of the reports.
type SampledCount struct {
	Program string  `json:"program"` // the program's import path
	Counter string  `json:"counter"` // the counter's name
	Rate    float64 `json:"rate"`    // the fraction of reports that include it, between 0 and 1
}

// WithheldCount is a counter that stays on this machine, and why.
type WithheldCount struct {
	Program string `json:"program"` // the program's import path
	Version string `json:"version"` // the program's version
	Counter string `json:"counter"` // the counter's name
	Value   int64  `json:"value"`   // its count
	Reason  string `json:"reason"`  // why it is withheld: a fixed word for programs
}

// Report is a report as Go makes it, but without X, the random number for sampling.
type Report struct {
	Week     string           // the day on which the week ends
	LastWeek string           // the week of the previous report; empty for none
	Programs []*ProgramReport // one entry for each build of a program
	Config   string           // the version of the upload config
}

// ProgramReport is the part of a report about one build.
type ProgramReport struct {
	Program   string           // the program's import path
	Version   string           // the program's version
	GoVersion string           // the Go release that built it
	GOOS      string           // the operating system it was built for
	GOARCH    string           // the architecture it was built for
	Counters  map[string]int64 // the count of each counter
	Stacks    map[string]int64 // the count of each stack counter
}

// MarshalJSON writes the report as Go does. For example, a report without programs has
// null for them.
func (r Report) MarshalJSON() ([]byte, error) {
	type plain Report
	return plainjson.Marshal(plain(r), json.Deterministic(true), json.FormatNilSliceAsNull(true), json.FormatNilMapAsNull(true))
}

// Options are what a [Preview] depends on besides the files.
type Options struct {
	Mode   string
	Since  time.Time            // the date in the mode file; zero for none
	Now    time.Time            // when the uploader would run
	Config *uploadconfig.Config // nil for none
	Weeks  int                  // how many of the latest weeks; 0 for all
	Week   string               // the only week to show; empty for all of them
	// ModCache is the module cache, to look up the upload configs with which Go made
	// reports; "" for none.
	ModCache string
	// Brief leaves out the weeks that can no longer be uploaded, for callers that ask
	// only about future uploads.
	Brief bool
	each  func(*Week) // called for each week of the preview; nil for nothing
}

// PreviewOf predicts what Go's uploader would do, week by week.
func PreviewOf(ix *index.Index, opt Options) *Preview {
	opt.Now = opt.Now.UTC()
	v := ix.Update(opt.Now)
	defer v.Release()
	return newPreviewer(v, opt).preview()
}
