package status

import (
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
)

// UploadDate is the next upload in words: a label such as 'First upload', and
// when. Both are empty where nothing can be said.
type UploadDate struct{ Label, When string }

// Upload tells the next upload, which is the first as long as none was accepted.
func (s Status) Upload() UploadDate { return s.upload }

// nextUpload goes by the preview. Where that has no day, since it lacks the upload
// config or is not known yet, the counter files tell the first week that may go.
func nextUpload(s Status, f Facts) UploadDate {
	label, p := "First upload", f.Preview
	if f.Weeks.Uploaded || p != nil && p.Uploads.LastWeek != nil {
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

// ruledOut reports whether the preview knows better than the counter files: the
// week is not uploaded, or nothing is at present.
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

// uploadProblems are what stops uploads, in mode on.
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
