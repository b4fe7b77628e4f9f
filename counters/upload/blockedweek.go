package upload

import (
	"os"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// explainBlocked adds reasons that have nothing to do with the week itself: obstacles to
// its upload. name is the name of its report in local.
func (p *previewer) explainBlocked(w *Week, name string) {
	if p.opt.Mode != "on" {
		return
	}
	if other := p.superseding(w.Week); other != "" && w.State != weeks.Ready {
		w.because(Superseded, "Go mistakes local/%s for the report of this week, and deletes the counter files", plainjson.ValidText(other))
	}
	p.explainLock(w)
	for _, b := range p.uploads.Blocked {
		if b.StopsAll() {
			w.because(UploadBlocked, "%s", b.Message)
		}
	}
	if p.stop != "" && p.stop < name && p.stop >= p.today {
		w.because(UploadBlocked, "Go's uploader stops at local/%s, which is not a report", plainjson.ValidText(p.stop))
	}
}

// The beginning and the end of the path of the lock of a week's report.
const (
	lockStart = "upload/"
	lockEnd   = ".json.lock"
)

// IsLock reports whether a path in the telemetry directory is that of a lock of Go's
// uploader.
func IsLock(path string) bool {
	return strings.HasPrefix(path, lockStart) && strings.HasSuffix(path, lockEnd)
}

// explainLock adds a reason if the lock of the week's report exists. Go holds this lock
// while it uploads the report, and never removes one that another process left behind.
func (p *previewer) explainLock(w *Week) {
	lock := lockStart + w.Week + lockEnd
	info, err := os.Lstat(p.path(lock))
	if err != nil {
		return
	}
	since := info.ModTime().UTC()
	due := true // except for the lock
	for _, r := range w.Reasons {
		due = due && (!r.prevents() || r.Code == NoConfig)
	}
	w.because(UploadLocked, "%s, created on %s, blocks the upload: Go assumes that an upload is already in progress", lock, since.Format(time.DateOnly))
	if due && w.Week <= p.today && !p.uploading(since) {
		p.block(Blocker{
			Code: LeftoverLock, File: lock, Week: new(w.Week),
			Message: "the report of the week ending " + w.Week + " can't be uploaded: an interrupted upload left " + lock + " behind",
			Hint:    "delete " + p.path(lock) + " if no upload is in progress",
		})
	}
}

// uploading reports whether a lock created at that time may belong to an upload in
// progress: Go renews the token of the day right before it uploads.
func (p *previewer) uploading(locked time.Time) bool {
	if p.nextTry.IsZero() || p.opt.Now.Sub(locked) > RunTime {
		return false
	}
	began := p.nextTry.Add(-triedAtMost)
	return !locked.Before(began) && p.opt.Now.Sub(began) <= RunTime
}

// setWhen finds the first day on which a week would be uploaded.
func (p *previewer) setWhen(w *Week) {
	day := max(w.Week, p.triedOn())
	if w.State != weeks.Ready && p.stop != "" {
		// The run that makes the report stops before it gets to uploading it.
		if t, err := time.Parse(time.DateOnly, day); err == nil {
			day = t.AddDate(0, 0, 1).Format(time.DateOnly)
		}
	}
	w.When = new(day)
	if w.Week <= p.today && !p.nextTry.IsZero() {
		w.because(OnceADay, "Go last tried to upload on %s, and won't try again before %s UTC",
			p.nextTry.Add(-triedAtMost).Format(time.DateOnly), p.nextTry.Format("2006-01-02 15:04"))
	}
}
