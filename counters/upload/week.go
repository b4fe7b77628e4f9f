package upload

import (
	"fmt"
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// UploadableFor is how long after its end a week may still become a report to
// upload.
const UploadableFor = 21 * 24 * time.Hour

// week says what becomes of a week. A report that exists decides: Go never makes
// another one.
func (p *previewer) week(day string) Week {
	w := Week{Week: day, Reasons: []Reason{}, Sampled: []SampledCount{}, Withheld: []WithheldCount{}}
	ready, isReady := p.ready[day]
	switch {
	case p.sent[day]:
		w.State = weeks.Sent
		p.onDisk(&w, "upload/"+day+".json")
		w.because(AlreadySent, "it was uploaded")
	case isReady:
		w.State = weeks.Ready
		p.mayReady(&w, &ready)
	case p.index.Reported(day):
		w.State = weeks.Withheld
		p.keptLocal(&w)
	default:
		files := p.files[day]
		w.State = weeks.Pending
		if files.end.After(p.opt.Now) {
			w.State = weeks.Collecting
		}
		p.fromFiles(&w, files)
	}
	w.WouldUpload = true
	for _, r := range w.Reasons {
		w.WouldUpload = w.WouldUpload && !r.prevents()
	}
	if w.WouldUpload {
		p.when(&w)
	}
	return w
}

func (w *Week) because(code, format string, args ...any) {
	w.Reasons = append(w.Reasons, Reason{code, fmt.Sprintf(format, args...)})
}

// fromFiles is about a week of which Go has made no report yet.
func (p *previewer) fromFiles(w *Week, files *weekFiles) {
	p.mode(w)
	if since := p.opt.Since; p.opt.Mode == "on" && !since.IsZero() && !since.Before(files.begin) {
		w.because(BeforeOptIn, "it has data from %s, and telemetry was turned on on %s: only weeks that began after that day are uploaded",
			files.begin.Format(time.DateOnly), since.Format(time.DateOnly))
	}
	if end, err := time.Parse(time.DateOnly, w.Week); err == nil && p.opt.Now.Sub(end) > UploadableFor {
		w.because(TooOld, "it ended more than 21 days ago")
	}
	counted := false
	tallies := p.tallies(w.Week, files.builds)
	for _, t := range tallies {
		counted = counted || len(t.Counts) > 0
	}
	if !counted {
		w.because(NoCounters, "its files contain no counters")
	}
	p.filter(w, tallies)
	p.sampling(w)
	p.blocked(w, w.Week+".json")
	if p.opt.Mode == "on" && p.unlisted(files.builds) != "" {
		w.because(ReleaseUnlisted, "no counter of %s is approved in upload config %s", p.unlisted(files.builds), p.opt.Config.Version)
	}
}

// tallies gives the numbers of builds in that order.
func (p *previewer) tallies(day string, builds []counterfile.Build) []*index.Tally {
	var out []*index.Tally
	for _, b := range builds {
		t := &index.Tally{Build: b}
		for _, known := range p.index.Tallies(day) {
			if known.Build == b {
				t = known
			}
		}
		out = append(out, t)
	}
	return out
}

func (p *previewer) mode(w *Week) {
	if p.opt.Mode != "on" {
		w.because(ModeNotOn, "the mode is %s: nothing is uploaded", p.opt.Mode)
	}
}

// sampling is about the share of reports that Go leaves out at random.
func (p *previewer) sampling(w *Week) {
	c := p.opt.Config
	switch {
	case c == nil || c.SampleRate <= 0 || c.SampleRate >= 1:
	case c.SampleRate < 0.5:
		w.because(SampledOut, "only %.3g %% of all reports are uploaded, chosen at random", 100*c.SampleRate)
	default:
		w.because(MaybeSampled, "%.3g %% of all reports are left out at random", 100*(1-c.SampleRate))
	}
}

// mayReady is about a report that waits to be uploaded. It goes as it is, and age
// does not matter any more.
func (p *previewer) mayReady(w *Week, ready *queued) {
	file := "local/" + plainjson.ValidText(ready.name)
	if ready.err == nil && !slices.Contains(p.pipes, ready.name) {
		if p.onDisk(w, "local/"+ready.name); w.Report == nil {
			w.because(MalformedReport, "%s is not a report: Go posts it as it is, and deletes it once the server refuses it", file)
		}
	}
	p.mode(w)
	end, err := time.Parse(time.DateOnly, w.Week)
	if since := p.opt.Since; p.opt.Mode == "on" && err == nil && !since.IsZero() && !since.Before(end) {
		w.because(BeforeOptIn, "telemetry was turned on on %s: only reports of weeks that ended after that day are uploaded", since.Format(time.DateOnly))
	}
	if w.Week > p.today {
		w.because(InTheFuture, "its week has not ended")
	}
	if ready.err != nil {
		w.because(UnreadableDay, "Go can't read %s: %v", file, ready.err)
	}
	p.blocked(w, ready.name)
	p.waits(w, ready)
}

// waits notes a report that waits, and what is wrong with that very report.
func (p *previewer) waits(w *Week, ready *queued) {
	if p.opt.Mode != "on" {
		return
	}
	due := true
	for _, r := range w.Reasons {
		due = due && r.Code != BeforeOptIn && r.Code != InTheFuture
	}
	if !due {
		return
	}
	p.uploads.Waiting = append(p.uploads.Waiting, WaitingReport{w.Week, ready.modified.Format(time.RFC3339)})
	for _, r := range w.Reasons {
		if r.Code == UnreadableDay || r.Code == MalformedReport {
			p.block(Blocker{
				Code: BadReport, File: "local/" + plainjson.ValidText(ready.name), Week: new(w.Week),
				Message: "the report of the week ending " + w.Week + " can't be uploaded: " + r.Message,
				Hint:    "delete or move local/" + plainjson.ValidText(ready.name),
			})
		}
	}
}
