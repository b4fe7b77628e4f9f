package test

import (
	"cmp"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// compare compares the previews with what Go did.
func (r *round) compare() {
	today := r.day(0)
	r.compareDates(r.before, cmp.Or(r.held, today))
	r.compareDates(r.after, cmp.Or(r.heldUntil(), today))
	for _, w := range r.before.Weeks {
		if w.Week > today || w.State == "collecting" {
			continue
		}
		posts := r.posts[w.Week]
		due := w.WouldUpload && r.held == "" && r.dueDay(w, today) == today
		sampled := slices.Contains(r.log.reasons[w.Week], "sampled")
		switch {
		case due && len(posts) == 0 && !sampled:
			r.Errorf("week %s (%s) was not uploaded, but the preview says it would be", w.Week, w.State)
		case !due && len(posts) > 0:
			r.Errorf("week %s (%s) was uploaded, but the preview says it would not be: %v", w.Week, w.State, w.Reasons)
		case len(posts) > 1 && r.answer(w.Week) == http.StatusOK: // otherwise the week may have two reports
			r.Errorf("week %s was uploaded %d times", w.Week, len(posts))
		}
		if due && len(posts) > 0 {
			r.compareReports(w, posts[0])
		}
		if w.State == "pending" && !due {
			r.compareReasons(w)
		}
	}
	for week := range r.posts {
		if !slices.ContainsFunc(r.before.Weeks, func(w weekPreview) bool { return w.Week == week }) {
			r.Errorf("week %s was uploaded, but is not in the preview", week)
		}
	}
	r.compareAfter()
}

// heldUntil returns the day on which Go may try to upload again, or "" if no fresh
// token delays it.
func (r *round) heldUntil() string {
	info, err := os.Stat(filepath.Join(r.dir, filepath.FromSlash(tokenFile)))
	if err != nil || time.Since(info.ModTime()) >= 24*time.Hour {
		return ""
	}
	return info.ModTime().UTC().Add(24 * time.Hour).Format(time.DateOnly)
}

// compareDates checks that each week's upload date is the first day after its end on
// which Go may try, and that the next upload is the earliest of them.
func (r *round) compareDates(p *preview, earliest string) {
	next := ""
	for _, w := range p.Weeks {
		switch want := r.dueDay(w, earliest); {
		case !w.WouldUpload && w.When == nil && len(w.Reasons) > 0:
		case !w.WouldUpload:
			r.Errorf("week %s would not be uploaded, but has the date %v and the reasons %v", w.Week, w.When, w.Reasons)
		case w.When == nil || *w.When != want:
			r.Errorf("week %s would be uploaded on %v, want %s", w.Week, text(w.When), want)
		case next == "" || want < next:
			next = want
		}
	}
	if text(p.NextUpload) != next {
		r.Errorf("next upload %q, want %q", text(p.NextUpload), next)
	}
}

// dueDay returns the day on which a week is uploaded, if it is. The report z.json makes
// Go's uploader panic, because its name is too short. As the last in the alphabet, it
// lets Go first upload the reports that were ready before the run.
func (r *round) dueDay(w weekPreview, earliest string) string {
	day := max(w.Week, earliest)
	if _, err := os.Lstat(filepath.Join(r.dir, "local", "z.json")); err != nil || w.State == "ready" {
		return day
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		r.Fatal(err)
	}
	return at.AddDate(0, 0, 1).Format(time.DateOnly)
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// compareReports checks that the uploaded report is the previewed one, except for the
// counters that Go includes at random.
func (r *round) compareReports(w weekPreview, posted any) {
	if report, ok := posted.(map[string]any); ok {
		for key, value := range map[string]any{"Week": "", "LastWeek": "", "Programs": nil, "Config": ""} {
			if _, has := report[key]; !has { // Go didn't write this report
				report[key] = value
			}
		}
	}
	for _, c := range w.Sampled {
		dropCounter(w.Report, c.Program, c.Counter)
		dropCounter(posted, c.Program, c.Counter)
	}
	if d := gocmp.Diff(posted, w.Report); d != "" {
		r.Errorf("week %s (%s): (-uploaded +previewed)\n%s", w.Week, w.State, d)
	}
}

func dropCounter(report any, program, counter string) {
	all, _ := report.(map[string]any)
	programs, _ := all["Programs"].([]any)
	for _, one := range programs {
		one, _ := one.(map[string]any)
		if one["Program"] != program {
			continue
		}
		for _, kind := range []string{"Counters", "Stacks"} {
			if counts, ok := one[kind].(map[string]any); ok {
				delete(counts, counter)
			}
		}
	}
}

// compareReasons checks that the preview gives the same reasons as Go's log for a week
// without an upload.
func (r *round) compareReasons(w weekPreview) {
	want, known := r.log.reasons[w.Week]
	if !known {
		return
	}
	var got []string
	for _, code := range w.codes() {
		if slices.Contains([]string{"mode-not-on", "too-old", "before-opt-in", "no-counters"}, code) {
			got = append(got, code)
		}
	}
	want = slices.DeleteFunc(slices.Clone(want), func(code string) bool { return code == "sampled" })
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(want, got) {
		r.Errorf("week %s: the reasons of the preview are %q, those of Go %q", w.Week, got, want)
	}
}

// compareAfter checks what the preview says about a week after its upload.
func (r *round) compareAfter() {
	for week, posts := range r.posts {
		i := slices.IndexFunc(r.after.Weeks, func(w weekPreview) bool { return w.Week == week })
		status := r.answer(week)
		if i < 0 {
			if _, err := os.Stat(filepath.Join(r.dir, "local", "local."+week+".json")); err == nil || status < 400 || status >= 500 {
				r.Errorf("week %s is missing from the preview after the answer %d", week, status)
			}
			continue
		}
		w := r.after.Weeks[i]
		want := "ready"
		switch {
		case status == 200:
			want = "sent"
		case status >= 400 && status < 500:
			want = "withheld"
		}
		if w.State != want || w.WouldUpload != (want == "ready") {
			r.Errorf("week %s after %d uploads and the answer %d: state %s, wouldUpload %t; want state %s", week, len(posts), status, w.State, w.WouldUpload, want)
		}
	}
}
