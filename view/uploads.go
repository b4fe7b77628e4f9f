package view

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

const (
	maxSent     = 8  // uploaded reports in full
	maxWaiting  = 20 // reports and problems
	maxMissing  = 8  // weeks without an upload
	uploadStart = "when the go command or gopls starts"
)

// Uploads writes the page about uploads from this machine: whether anything is uploaded,
// their health, the uploaded reports in the preview, latest first, and Go's own log.
func Uploads(p *upload.Preview, log upload.DebugLog, now time.Time) string {
	d := newPage()
	d.Heading(1, "Uploads from this machine")
	d.toolchainUnlisted(p)
	d.uploadHealth(p)
	d.blockers(slices.DeleteFunc(slices.Clone(p.Uploads.Blocked), func(b upload.Blocker) bool { return b.Code == upload.UnlistedRelease })) // said above
	d.unlisted(p)
	d.missing(p)
	d.uploaded(p, now)
	d.debugLog(p, log)
	var problems []problem.Problem
	for _, problem := range p.Problems {
		if problem.File == "upload" || strings.HasPrefix(problem.File, "upload/") {
			problems = append(problems, problem)
		}
	}
	d.problems(problems)
	return d.String()
}

func inState(p *upload.Preview, state string) (weeks []upload.Week) {
	for _, w := range p.Weeks {
		if w.State == state {
			weeks = append(weeks, w)
		}
	}
	return weeks
}

// uploadHealth writes the last accepted upload, the waiting reports, and the next
// attempt.
func (p *page) uploadHealth(v *upload.Preview) {
	on := v.Mode == string(mode.On)
	p.Text(choose(on, "The mode is **on**: Go uploads approved counters.", "The mode is "+modeWord(v.Mode)+": nothing is uploaded."))
	u := v.Uploads
	accepted := "There is no record of an accepted upload: the directory `upload`, where Go keeps a copy of each accepted report, has none."
	if slices.ContainsFunc(v.Problems, func(f problem.Problem) bool { return f.File == "upload" }) {
		accepted = "The last accepted upload is unknown: the directory `upload` could not be read."
	}
	if u.LastWeek != nil {
		accepted = "Last accepted upload: week ending " + markdown.Prose(*u.LastWeek)
		if u.LastAt != nil {
			accepted += ", stored on " + moment(*u.LastAt)
		}
		accepted += "."
	}
	items := []string{accepted}
	if u.LastTry != nil {
		items = append(items, choose(on, "Last try: ", "Last run of Go's uploader: ")+moment(*u.LastTry)+".")
	}
	if on {
		items = append(items, nextTry(v), nextDate(v))
		items = append(items, waiting(v)...)
	}
	p.List(slices.DeleteFunc(items, func(item string) bool { return item == "" })...)
}

func nextTry(v *upload.Preview) string {
	if v.Uploads.NextTry == nil {
		return "Next try: " + uploadStart + "."
	}
	return "Next try: after " + moment(*v.Uploads.NextTry) + ", " + uploadStart + ". Go tries at most once in 24 hours."
}

func nextDate(v *upload.Preview) string {
	switch {
	case v.NextUpload == nil && slices.ContainsFunc(v.Weeks, func(w upload.Week) bool { return w.Undecided() }):
		return unknownDate
	case v.NextUpload == nil:
		return "Next upload: none. No week on this machine can be uploaded."
	case v.NextWeek == nil:
		return "Next upload: " + markdown.Prose(*v.NextUpload) + "."
	}
	return "Next upload: " + markdown.Prose(*v.NextUpload) + ", of the week ending " + markdown.Prose(*v.NextWeek) + "."
}

// waiting lists the waiting reports, since when and why.
func waiting(v *upload.Preview) []string {
	shown, _ := last(v.Uploads.Waiting, maxWaiting)
	var items []string
	for _, r := range shown {
		why := ""
		for _, w := range v.Weeks {
			if w.Week == r.Week {
				why = whyWaiting(v, &w, r.Since)
			}
		}
		items = append(items, "Waiting: the report of the week ending "+markdown.Prose(r.Week)+", since "+moment(r.Since)+"."+why)
	}
	return items
}

func whyWaiting(v *upload.Preview, w *upload.Week, since string) string {
	var reasons []string
	for _, r := range w.Reasons {
		reasons = append(reasons, sentence(r.Message))
	}
	// RFC 3339 times in UTC sort by time.
	if try := v.Uploads.LastTry; w.WouldUpload && try != nil && *try > since {
		reasons = append(reasons, "Go tried after it made the report, so the upload failed: check the network, the proxy and the firewall.")
	}
	if len(reasons) == 0 {
		return ""
	}
	return " " + strings.Join(reasons, " ")
}

// sentence turns a message into a sentence.
func sentence(message string) string {
	if message == "" {
		return ""
	}
	return capital(markdown.Prose(message)) + "."
}

// capital returns text with a capital letter at its beginning.
func capital(text string) string {
	initial, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(initial)) + text[size:]
}

// blockers lists what stops uploads, with hints.
func (p *page) blockers(list []upload.Blocker) {
	if len(list) == 0 {
		return
	}
	p.Heading(2, "What stops uploads")
	shown, left := first(list, maxWaiting)
	items := make([]string, len(shown))
	for i, b := range shown {
		items[i] = sentence(b.Message) + " *Hint:* " + markdown.Prose(b.Hint) + "."
	}
	p.List(items...)
	p.andMore(left, "problem", "problems")
}

// missing lists the latest weeks with a local report and no record of an upload.
func (p *page) missing(v *upload.Preview) {
	weeks, left := last(inState(v, weeks.Withheld), maxMissing)
	if len(weeks) == 0 || v.Mode != string(mode.On) {
		return
	}
	p.Heading(2, "Weeks without an accepted upload")
	var items []string
	for _, w := range slices.Backward(weeks) {
		text := "Week ending " + markdown.Prose(w.Week) + "."
		for _, r := range w.Reasons {
			text += " " + sentence(r.Message)
		}
		items = append(items, text)
	}
	p.List(items...)
	p.andMore(left, "earlier week", "earlier weeks")
}

// moment formats an RFC 3339 time for people.
func moment(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return markdown.Prose(text)
	}
	return t.UTC().Format("2006-01-02 15:04") + " UTC"
}
