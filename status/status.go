// Package status computes what users should know about the telemetry mode of this
// machine: the Status on the wire, as a pure function of [Facts].
//
// Start reading at [Of].
package status

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

// Status is the result of the command telemetry-ls.status and the params of the
// notification goTelemetry/status. Days are UTC, as YYYY-MM-DD.
type Status struct {
	Mode       mode.Mode `json:"mode"`       // the mode that Go programs follow when they start now
	Chosen     bool      `json:"chosen"`     // a mode file exists
	Since      *string   `json:"since"`      // the date in the mode file
	Collecting bool      `json:"collecting"` // Go counts on this machine
	Uploading  bool      `json:"uploading"`  // Go uploads the approved counters
	Dir        string    `json:"dir"`        // the telemetry directory; empty if it is unknown
	Supported  bool      `json:"supported"`  // the platform can collect at all
	Writable   bool      `json:"writable"`   // the mode file is writable
	NextReport *string   `json:"nextReport"` // the next day on which a week ends; null if nothing is being counted
	// The end of the first week that can be uploaded: no counter file of it began on
	// or before the day of the consent. Null in other modes than on.
	FirstUpload *string `json:"firstUpload"`
	// The day on which the preview expects the next upload. Null until it is known:
	// it is worked out beside a status and never delays it.
	NextUpload *string   `json:"nextUpload"`
	Intent     *Intent   `json:"intent"`   // the strongest policy or default; null without one
	Problems   []Problem `json:"problems"` // what the user should know, worst first
	Text       string    `json:"text"`     // a short text for a status line
	Tooltip    string    `json:"tooltip"`  // a longer text, as Markdown

	upload  UploadDate
	policy  *policy.Intent
	account string
}

// Problem is something about the environment that the user should know.
type Problem struct {
	Code    string `json:"code"`    // a fixed word for programs
	Message string `json:"message"` // for people, not to be parsed
	Hint    string `json:"hint"`    // what to do about it
}

// Facts are the inputs of a Status.
type Facts struct {
	Dir        mode.Dir
	State      mode.State
	Supported  bool
	Unwritable error // why the mode file is not writable, nil if it is
	Weeks      Weeks
	ThisWeek   string          // a sentence about the running week, as Markdown; "" if it is unknown, or not known yet
	Preview    *upload.Preview // of the next uploads; nil if it is not known, or not known yet
	Env        func(string) string
	Policy     policy.Inputs // what can want a mode
	// Account says where this process runs: 'as ann on host web1'. "" if it is unknown.
	Account string
	// Delivering is false if the file system reports no changes, so that the mode is
	// only polled.
	Delivering bool
	Now        time.Time
}

// Weeks is what the counter files say about weeks.
type Weeks struct {
	Spans      []counterfile.Header // only Begin and End count
	Weekends   time.Weekday         // the day on which weeks end
	Known      bool                 // Weekends is known
	LastUpload time.Time            // when a report was last uploaded; zero for never
}

// Of returns the Status of f.
func Of(f Facts) Status {
	s := Status{
		Mode:      f.State.Mode,
		Chosen:    f.State.Chosen,
		Dir:       f.Dir.Path(),
		Supported: f.Supported,
		Writable:  f.Dir != "" && f.Unwritable == nil,
		Since:     day(f.State.Since),
	}
	if f.Dir == "" {
		s.Mode = mode.Off
	}
	s.account = f.Account
	s.policy = intent(f)
	s.Intent = wireIntent(s.policy, s.Mode)
	s.Problems = problems(f, s.Mode)
	runs := f.Supported && f.Dir != ""
	s.Collecting = runs && s.Mode != mode.Off
	s.Uploading = runs && s.Mode == mode.On
	if s.Collecting {
		s.NextReport = day(f.Weeks.NextEnd(f.Now))
	}
	if s.Uploading {
		s.FirstUpload = day(firstUpload(f.Weeks, f.State.Since, f.Now))
		if f.Preview != nil {
			s.NextUpload = f.Preview.NextUpload
		}
		s.upload = nextUpload(s, f)
	}
	s.Text = "Go telemetry: " + string(s.Mode)
	s.Tooltip = tooltip(s, f)
	return s
}

// day returns the UTC day of t, or nil for the zero time.
func day(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	d := t.UTC().Format(time.DateOnly)
	return &d
}
