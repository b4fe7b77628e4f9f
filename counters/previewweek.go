package counters

import (
	"fmt"
	"time"
)

// UploadableFor is how long after its end a week may still become a report to send.
const UploadableFor = 21 * 24 * time.Hour

// week says what becomes of a week. A report that exists decides: Go never makes
// another one.
func (p *previewer) week(day string) PreviewWeek {
	w := PreviewWeek{Week: day, Reasons: []Reason{}, Sampled: []SampledCount{}, Withheld: []WithheldItem{}}
	switch {
	case p.sent[day]:
		w.State = Sent
		p.asItLies(&w, "upload/"+day+".json")
		w.because(AlreadySent, "it was sent")
	case p.ready[day] != "":
		w.State = Ready
		p.asItLies(&w, "local/"+p.ready[day])
		p.mayReady(&w)
	case p.ix.reports[day] != nil:
		w.State = Withheld
		p.keptLocal(&w)
	default:
		files := p.files[day]
		w.State = Pending
		if files.end.After(p.opt.Now) {
			w.State = Collecting
		}
		p.fromFiles(&w, files)
	}
	w.WouldUpload = true
	for _, r := range w.Reasons {
		w.WouldUpload = w.WouldUpload && r.Code == MaybeSampled
	}
	return w
}

func (w *PreviewWeek) because(code, format string, args ...any) {
	w.Reasons = append(w.Reasons, Reason{code, fmt.Sprintf(format, args...)})
}

// fromFiles is about a week that Go has not summed up yet.
func (p *previewer) fromFiles(w *PreviewWeek, files *weekFiles) {
	p.mode(w)
	if since := p.opt.Since; p.opt.Mode == "on" && !since.IsZero() && !since.Before(files.begin) {
		w.because(BeforeOptIn, "it holds data from %s on, and telemetry is on since %s: only weeks that began after that day are sent",
			files.begin.Format(time.DateOnly), since.Format(time.DateOnly))
	}
	if end, err := time.Parse(time.DateOnly, w.Week); err == nil && p.opt.Now.Sub(end) > UploadableFor {
		w.because(TooOld, "it ended more than 21 days ago")
	}
	counted := false
	tallies := p.tallies(w.Week, files.builds)
	for _, t := range tallies {
		counted = counted || len(t.counts) > 0
	}
	if !counted {
		w.because(NoCounters, "its files hold no counters")
	}
	p.filter(w, tallies)
	p.sampling(w)
}

// tallies gives the numbers of builds in that order.
func (p *previewer) tallies(day string, builds []Build) []*tally {
	var out []*tally
	for _, b := range builds {
		t := &tally{build: b}
		if w := p.ix.weeks[day]; w != nil {
			for _, known := range w.tallies {
				if known.build == b {
					t = known
				}
			}
		}
		out = append(out, t)
	}
	return out
}

func (p *previewer) mode(w *PreviewWeek) {
	if p.opt.Mode != "on" {
		w.because(ModeNotOn, "the mode is %s: nothing is sent", p.opt.Mode)
	}
}

// sampling is about the share of reports that Go leaves out by chance.
func (p *previewer) sampling(w *PreviewWeek) {
	c := p.opt.Config
	switch {
	case c == nil || c.SampleRate <= 0 || c.SampleRate >= 1:
	case c.SampleRate < 0.5:
		w.because(SampledOut, "only %g %% of all reports are sent, chosen by chance", 100*c.SampleRate)
	default:
		w.because(MaybeSampled, "%g %% of all reports are left out by chance", 100*(1-c.SampleRate))
	}
}

// keptLocal is about a week of which Go has made the local report only.
func (p *previewer) keptLocal(w *PreviewWeek) {
	p.mode(w)
	r := p.ix.reportOf(w.Week)
	if r.report == nil {
		w.because(UnreadableDay, "%s", r.problem.Message)
		return
	}
	p.filter(w, r.report.programs)
	if w.Report != nil {
		w.Report.LastWeek = r.report.lastWeek
	}
	if c := p.opt.Config; c != nil && c.SampleRate > 0 && r.report.x > c.SampleRate {
		w.because(SampledOut, "its random number %.3g is above the share of reports that are sent, %g", r.report.x, c.SampleRate)
	}
	p.certainlyBarred(w)
	w.because(KeptLocal, "Go has summed it up on this machine without making a report to send: "+
		"the mode was not on, or the week held data from the day of the switch or before, or it was too old, or left out by chance")
}

// certainlyBarred is about a week of which nobody knows any more when it began: at
// the latest on the day before it ended.
func (p *previewer) certainlyBarred(w *PreviewWeek) {
	end, err := time.Parse(time.DateOnly, w.Week)
	if err != nil {
		return
	}
	if since := p.opt.Since; p.opt.Mode == "on" && since.After(end.AddDate(0, 0, -2)) {
		w.because(BeforeOptIn, "telemetry is on since %s: only weeks that began after that day are sent", since.Format(time.DateOnly))
	}
	if p.opt.Now.Sub(end) > UploadableFor {
		w.because(TooOld, "it ended more than 21 days ago")
	}
}

// mayReady is about a report that waits to be sent. It goes as it is, and age does
// not matter any more.
func (p *previewer) mayReady(w *PreviewWeek) {
	p.mode(w)
	end, err := time.Parse(time.DateOnly, w.Week)
	if since := p.opt.Since; p.opt.Mode == "on" && err == nil && !since.IsZero() && !since.Before(end) {
		w.because(BeforeOptIn, "telemetry is on since %s, and only reports of weeks that ended after that day are sent", since.Format(time.DateOnly))
	}
	if w.Week > p.today {
		w.because(InTheFuture, "its week is not over")
	}
}
