package counters

import (
	"time"

	"github.com/go-json-experiment/json"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// Preview is what would leave this machine, and what has left. Lists are never nil.
type Preview struct {
	Mode       string        `json:"mode"`
	Since      *string       `json:"since"`      // day of the mode file
	Config     *ConfigUsed   `json:"config"`     // nil where none is at hand
	NextUpload *string       `json:"nextUpload"` // the first day with something to send, nil for none
	Weeks      []PreviewWeek `json:"weeks"`      // oldest first
	Problems   []Problem     `json:"problems"`   // files that were left out
}

// ConfigUsed names an upload config.
type ConfigUsed struct {
	Version string  `json:"version"`
	Source  string  `json:"source"`
	Date    *string `json:"date"`  // of the version
	Stale   bool    `json:"stale"` // there may be a newer one, by which Go uploads
}

// More states of weeks, in a [Preview].
const (
	Ready    = "ready"    // there is a report that waits to be sent
	Withheld = "withheld" // Go has summed it up without making a report to send
	Sent     = "sent"
)

// PreviewWeek is a week and what would be sent of it.
type PreviewWeek struct {
	Week  string `json:"week"`
	State string `json:"state"`
	// WouldUpload is true for a report that Go's uploader would send as things
	// are: of a week that is not over, once it is.
	WouldUpload bool     `json:"wouldUpload"`
	When        *string  `json:"when"` // the first day on which it would be sent
	Reasons     []Reason `json:"reasons"`
	// Report is what would be sent were telemetry on since before the week; of a
	// ready or sent week, the report as it lies there.
	Report   *Report        `json:"report"`
	Sampled  []SampledCount `json:"sampled"`
	Withheld []WithheldItem `json:"withheld"`
}

// Reason is why a week would not be uploaded, or only perhaps.
type Reason struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// The codes of a [Reason].
const (
	ModeNotOn     = "mode-not-on"
	BeforeOptIn   = "before-opt-in"
	TooOld        = "too-old"
	NoConfig      = "no-config"
	SampledOut    = "sampled-out"
	MaybeSampled  = "sampled" // some reports are left out by chance
	NoCounters    = "no-counters"
	AlreadySent   = "already-sent"
	KeptLocal     = "kept-local" // Go has made the local report only
	InTheFuture   = "in-the-future"
	UnreadableDay = "unreadable"
)

// SampledCount is a counter that is approved for a share of the reports.
type SampledCount struct {
	Program string  `json:"program"`
	Counter string  `json:"counter"`
	Rate    float64 `json:"rate"`
}

// WithheldItem is a counter that stays on this machine, and why.
type WithheldItem struct {
	Program string `json:"program"`
	Version string `json:"version"`
	Counter string `json:"counter"`
	Value   int64  `json:"value"`
	Reason  string `json:"reason"`
}

// Report is a report of Go without X, the random number that decides about
// sampling.
type Report struct {
	Week     string
	LastWeek string
	Programs []*ProgramReport
	Config   string
}

// ProgramReport is what a report has about one build.
type ProgramReport struct {
	Program   string
	Version   string
	GoVersion string
	GOOS      string
	GOARCH    string
	Counters  map[string]int64
	Stacks    map[string]int64
}

// MarshalJSON writes the report as Go does: in a report without programs, for
// one, they are null.
func (r Report) MarshalJSON() ([]byte, error) {
	type plain Report
	return plainjson.Marshal(plain(r), json.Deterministic(true), json.FormatNilSliceAsNull(true), json.FormatNilMapAsNull(true))
}

// PreviewOptions are what a [Preview] depends on beside the files.
type PreviewOptions struct {
	Mode   string
	Since  time.Time     // the day in the mode file, zero for none
	Now    time.Time     // when the uploader would run
	Config *UploadConfig // nil for none
	Weeks  int           // how many of the latest weeks, 0 for all
}

// Preview tells what Go's uploader would do, week by week.
func (ix *Index) Preview(opt PreviewOptions) (*Preview, error) {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	opt.Now = opt.Now.UTC()
	ix.look(opt.Now)
	return ix.newPreviewer(opt).preview(), nil
}
