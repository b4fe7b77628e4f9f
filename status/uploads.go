package status

import (
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
)

// UploadDate is the next upload as text: a label such as 'First upload', and a date.
// Both are empty if nothing is known.
type UploadDate struct{ Label, When string }

// Upload returns the next upload. It is the first one until one was accepted.
func (s Status) Upload() UploadDate { return s.upload }

// nextUpload uses the preview. If that has no day, because the upload config is missing
// or the preview isn't ready, it uses the first possible week of the counter files.
func nextUpload(s Status, f Facts) UploadDate {
	label, p := "First upload", f.Preview
	if !f.Weeks.LastUpload.IsZero() || p != nil && p.Uploads.LastWeek != nil {
		label = "Next upload"
	}
	switch {
	case p != nil && p.NextUpload != nil && label == "Next upload":
		return UploadDate{label, *p.NextUpload}
	case p != nil && p.NextWeek != nil:
		return UploadDate{label, "week ending " + *p.NextWeek}
	case s.FirstUpload != nil && !ruledOut(p, *s.FirstUpload):
		return UploadDate{label, "week ending " + *s.FirstUpload}
	}
	return UploadDate{}
}

// ruledOut reports whether the preview contradicts the counter files: the week won't be
// uploaded, or all uploads are blocked.
func ruledOut(p *upload.Preview, week string) bool {
	if p == nil {
		return false
	}
	for _, w := range p.Weeks {
		if w.Week == week {
			return !w.Undecided()
		}
	}
	for i := range p.Uploads.Blocked {
		if p.Uploads.Blocked[i].StopsAll() {
			return true
		}
	}
	return false
}

// uploadProblems returns what stops uploads, in mode on.
func uploadProblems(f Facts) []Problem {
	if f.Preview == nil || f.Preview.Mode != "on" {
		return nil
	}
	var ps []Problem
	for _, b := range f.Preview.Uploads.Blocked {
		ps = append(ps, Problem{Code: CodeUploadBlocked, Message: b.Message, Hint: b.Hint})
	}
	return ps
}
