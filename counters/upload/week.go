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

// UploadableFor is how long after the end of a week Go still makes a report to upload.
const UploadableFor = 21 * 24 * time.Hour

// decide predicts what Go does with a week. If the week has a report, that settles it,
// because Go never makes another one.
func (p *previewer) decide(day string) Week {
	w := Week{Week: day, Reasons: []Reason{}, Sampled: []SampledCount{}, Withheld: []WithheldCount{}}
	ready, isReady := p.ready[day]
	switch {
	case p.sent[day]:
		w.State = weeks.Sent
		p.readReport(&w, "upload/"+day+".json")
		w.because(AlreadySent, "already uploaded")
	case isReady:
		w.State = weeks.Ready
		p.decideReady(&w, &ready)
	case p.index.Reported(day):
		w.State = weeks.Withheld
		p.decideKept(&w)
	default:
		files := p.files[day]
		w.State = weeks.Pending
		if files.end.After(p.opt.Now) {
			w.State = weeks.Collecting
		}
		p.decideCounted(&w, files)
	}
	w.WouldUpload = true
	for _, r := range w.Reasons {
		w.WouldUpload = w.WouldUpload && !r.prevents()
	}
	if w.WouldUpload {
		p.setWhen(&w)
	}
	p.checkUnmade(&w)
	return w
}

// because adds a reason.
func (w *Week) because(code, format string, args ...any) {
	w.Reasons = append(w.Reasons, Reason{code, fmt.Sprintf(format, args...)})
}

// decideCounted decides about a week for which Go has not made a report yet.
func (p *previewer) decideCounted(w *Week, files *weekFiles) {
	p.explainMode(w)
	if since := p.opt.Since; p.opt.Mode == "on" && !since.IsZero() && !since.Before(files.begin) {
		w.because(BeforeOptIn, "its data begins on %s, but telemetry was turned on on %s: only weeks that began after that day are uploaded",
			files.begin.Format(time.DateOnly), since.Format(time.DateOnly))
	}
	if end, err := time.Parse(time.DateOnly, w.Week); err == nil && p.opt.Now.Sub(end) > UploadableFor {
		w.because(TooOld, "the week ended more than 21 days ago")
	}
	counted := false
	counts := p.countsOf(w.Week, files.builds)
	for _, t := range counts {
		counted = counted || len(t.Counts) > 0
	}
	if !counted {
		w.because(NoCounters, "its counter files contain no counters")
	}
	p.filter(w, counts)
	p.explainSampling(w)
	p.explainBlocked(w, w.Week+".json")
	if p.opt.Mode == "on" && p.unlisted(files.builds) != "" {
		w.because(ReleaseUnlisted, "upload config %s approves no counters of %s", p.opt.Config.Version, p.unlisted(files.builds))
	}
}

// countsOf returns the counts of builds, in the order of builds.
func (p *previewer) countsOf(day string, builds []counterfile.Build) []*index.BuildCounts {
	known := map[counterfile.Build]*index.BuildCounts{}
	for _, t := range p.index.Counts(day) {
		known[t.Build] = t
	}
	out := make([]*index.BuildCounts, len(builds))
	for i, b := range builds {
		if out[i] = known[b]; out[i] == nil {
			out[i] = &index.BuildCounts{Build: b}
		}
	}
	return out
}

func (p *previewer) explainMode(w *Week) {
	if p.opt.Mode != "on" {
		w.because(ModeNotOn, "the mode is %s: Go uploads nothing", p.opt.Mode)
	}
}

// explainSampling adds a reason if Go leaves out a fraction of all reports at random.
func (p *previewer) explainSampling(w *Week) {
	c := p.opt.Config
	switch {
	case c == nil || c.SampleRate <= 0 || c.SampleRate >= 1:
	case c.SampleRate < 0.5:
		w.because(SampledOut, "Go uploads only %.3g%% of all reports, chosen at random", 100*c.SampleRate)
	default:
		w.because(MaybeSampled, "Go leaves out %.3g%% of all reports at random", 100*(1-c.SampleRate))
	}
}

// decideReady decides about a report that waits to be uploaded. Go uploads it as is, no
// matter how old it is.
func (p *previewer) decideReady(w *Week, ready *queued) {
	file := "local/" + plainjson.ValidText(ready.name)
	if ready.err == nil && !slices.Contains(p.pipes, ready.name) {
		if p.readReport(w, "local/"+ready.name); w.Report == nil {
			w.because(MalformedReport, "%s is not a report: Go uploads it as is, and deletes it when the server refuses it", file)
		}
	}
	p.explainMode(w)
	end, err := time.Parse(time.DateOnly, w.Week)
	if since := p.opt.Since; p.opt.Mode == "on" && err == nil && !since.IsZero() && !since.Before(end) {
		w.because(BeforeOptIn, "telemetry was turned on on %s: only reports of weeks that ended after that day are uploaded", since.Format(time.DateOnly))
	}
	if w.Week > p.today {
		w.because(InTheFuture, "the week has not ended")
	}
	if ready.err != nil {
		w.because(UnreadableDay, "Go can't read %s: %v", file, ready.err)
	}
	p.explainBlocked(w, ready.name)
	p.noteWaiting(w, ready)
}

// noteWaiting records that a report waits to be uploaded, and a blocker if the report
// itself is bad.
func (p *previewer) noteWaiting(w *Week, ready *queued) {
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
