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

// compare holds the previews against what happened.
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
			r.Errorf("week %s (%s) was not uploaded, and the preview says that it would be", w.Week, w.State)
		case !due && len(posts) > 0:
			r.Errorf("week %s (%s) was uploaded, and the preview says that it would not be: %v", w.Week, w.State, w.Reasons)
		case len(posts) > 1 && r.answer(w.Week) == http.StatusOK: // else there are two files of the week
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
			r.Errorf("week %s was uploaded, and the preview does not have it", week)
		}
	}
	r.compareAfter()
}

// heldUntil is the day on which a fresh token lets Go try again, "" where it does
// not hold Go up.
func (r *round) heldUntil() string {
	info, err := os.Stat(filepath.Join(r.dir, filepath.FromSlash(tokenFile)))
	if err != nil || time.Since(info.ModTime()) >= 24*time.Hour {
		return ""
	}
	return info.ModTime().UTC().Add(24 * time.Hour).Format(time.DateOnly)
}

// compareDates: a week is uploaded when it is over and Go may try, and the next
// upload is the first of these.
func (r *round) compareDates(p *preview, earliest string) {
	next := ""
	for _, w := range p.Weeks {
		switch want := r.dueDay(w, earliest); {
		case !w.WouldUpload && w.When == nil && len(w.Reasons) > 0:
		case !w.WouldUpload:
			r.Errorf("week %s is not uploaded: when %v, reasons %v", w.Week, w.When, w.Reasons)
		case w.When == nil || *w.When != want:
			r.Errorf("week %s is uploaded on %v, want %s", w.Week, text(w.When), want)
		case next == "" || want < next:
			next = want
		}
	}
	if text(p.NextUpload) != next {
		r.Errorf("next upload %q, want %q", text(p.NextUpload), next)
	}
}

// dueDay is the day on which a week is uploaded, where it is. On a report whose name
// is too short Go crashes; one that comes late in the alphabet lets it upload what
// was ready before the run.
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

// compareReports: what was uploaded is what was previewed, but for what is left to
// chance.
func (r *round) compareReports(w weekPreview, posted any) {
	if report, ok := posted.(map[string]any); ok {
		for key, value := range map[string]any{"Week": "", "LastWeek": "", "Programs": nil, "Config": ""} {
			if _, has := report[key]; !has { // not by Go
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

// compareReasons: why a week that was not uploaded was not, as Go's log has it.
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
		r.Errorf("week %s: reasons %q, Go has %q", w.Week, got, want)
	}
}

// compareAfter: what the preview says of a week after its upload.
func (r *round) compareAfter() {
	for week, posts := range r.posts {
		i := slices.IndexFunc(r.after.Weeks, func(w weekPreview) bool { return w.Week == week })
		status := r.answer(week)
		if i < 0 {
			if _, err := os.Stat(filepath.Join(r.dir, "local", "local."+week+".json")); err == nil || status < 400 || status >= 500 {
				r.Errorf("week %s is gone from the preview after %d", week, status)
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
			r.Errorf("week %s after %d uploads and the answer %d: %s, wouldUpload %t, want %s", week, len(posts), status, w.State, w.WouldUpload, want)
		}
	}
}
