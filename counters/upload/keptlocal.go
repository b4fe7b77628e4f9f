package upload

import (
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
)

// notOnConfig is the version of the upload config in a report that Go made while the
// mode was not on. Go doesn't ask for the upload config then.
const notOnConfig = "v0.0.0-0"

// decideKept decides about a week that has only a local report. Either Go made no report
// to upload, or the upload was refused, and Go deleted the report.
func (p *previewer) decideKept(w *Week) {
	p.explainMode(w)
	r, problem := p.index.Report(w.Week)
	if r == nil {
		w.because(UnreadableDay, "%s", problem.Message)
		return
	}
	p.filter(w, r.Programs)
	if w.Report != nil {
		w.Report.LastWeek = r.LastWeek
	}
	if c := p.opt.Config; c != nil && c.SampleRate > 0 && r.X > c.SampleRate {
		w.because(SampledOut, "the report's random number, %.3g, is above the upload config's sample rate, %g", r.X, c.SampleRate)
	}
	p.explainBarred(w)
	w.because(KeptLocal, "%s", p.whyKept(w, r))
}

// explainBarred adds reasons for a week whose beginning is no longer known. It assumes
// the latest possible beginning, the day before the end.
func (p *previewer) explainBarred(w *Week) {
	end, err := time.Parse(time.DateOnly, w.Week)
	if err != nil {
		return
	}
	if since := p.opt.Since; p.opt.Mode == "on" && since.After(end.AddDate(0, 0, -2)) {
		w.because(BeforeOptIn, "telemetry was turned on on %s: only weeks that began after that day are uploaded", since.Format(time.DateOnly))
	}
	if p.opt.Now.Sub(end) > UploadableFor {
		w.because(TooOld, "the week ended more than 21 days ago")
	}
}

// whyKept lists the possible reasons why only the local report exists.
func (p *previewer) whyKept(w *Week, r *index.Report) string {
	if r.Config == notOnConfig {
		return "telemetry was not on when Go made the local report, so Go made no report to upload"
	}
	const refused = "the server or a proxy refused the report, and Go then deleted it"
	causes := p.notMade(w, r)
	if len(causes) == 0 {
		return "there is no record of an accepted upload: most likely " + refused
	}
	if !p.sampledOut(r) {
		causes = append(causes, refused)
	}
	if len(causes) == 1 {
		return "there is no record of an accepted upload, because " + causes[0]
	}
	last := len(causes) - 1
	return "there is no record of an accepted upload: " + strings.Join(causes[:last], "; or ") + "; or " + causes[last]
}

// notMade lists why Go may have made no report to upload.
func (p *previewer) notMade(w *Week, r *index.Report) (causes []string) {
	end, err := time.Parse(time.DateOnly, w.Week)
	if err != nil || !p.onSince(end.AddDate(0, 0, -7)) {
		causes = append(causes, "telemetry was not on, or was turned on after the week began")
	}
	if err != nil || p.opt.Now.Sub(end) > UploadableFor {
		causes = append(causes, "the week had ended more than 21 days earlier")
	}
	c := p.opt.Config
	if p.sampledOut(r) || c == nil || c.Version != r.Config && c.SampleRate > 0 && c.SampleRate < 1 {
		causes = append(causes, "the report was not sampled")
	}
	return causes
}

// onSince reports whether the mode has been on since a day before day.
func (p *previewer) onSince(day time.Time) bool {
	return p.opt.Mode == "on" && !p.opt.Since.IsZero() && p.opt.Since.Before(day)
}

// sampledOut reports whether Go doesn't upload a report because of its random number.
func (p *previewer) sampledOut(r *index.Report) bool {
	c := p.opt.Config
	return c != nil && c.SampleRate > 0 && r.X > c.SampleRate
}
