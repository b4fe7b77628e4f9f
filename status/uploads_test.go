package status

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters"
)

func text(s string) *string { return &s }

func TestUploadDate(t *testing.T) {
	running := Weeks{Spans: []counters.Span{span("2026-11-21", "2026-11-28")}}
	uploaded := running
	uploaded.Uploaded = true
	known := func(p counters.Preview) *counters.Preview { p.Mode = "on"; return &p }
	week := func(codes ...string) []counters.PreviewWeek {
		w := counters.PreviewWeek{Week: "2026-11-28"}
		for _, code := range codes {
			w.Reasons = append(w.Reasons, counters.Reason{Code: code})
		}
		return []counters.PreviewWeek{w}
	}
	for _, test := range []struct {
		name    string
		weeks   Weeks
		preview *counters.Preview
		want    UploadDate
	}{
		{"not known yet", running, nil, UploadDate{"First upload", "week ending 2026-11-28"}},
		{"not known yet, but uploaded before", uploaded, nil, UploadDate{"Next upload", "week ending 2026-11-28"}},
		{"the first", running, known(counters.Preview{NextUpload: text("2026-11-22"), NextWeek: text("2026-11-15")}), UploadDate{"First upload", "week ending 2026-11-15"}},
		{"the next", uploaded, known(counters.Preview{NextUpload: text("2026-11-22"), NextWeek: text("2026-11-15")}), UploadDate{"Next upload", "2026-11-22"}},
		{"without an upload config", running, known(counters.Preview{Weeks: week(counters.NoConfig)}), UploadDate{"First upload", "week ending 2026-11-28"}},
		{"ruled out", running, known(counters.Preview{Weeks: week(counters.NoCounters)}), UploadDate{}},
		{"blocked", running, known(counters.Preview{Uploads: counters.Uploads{Blocked: []counters.Blocker{{Code: counters.BadDirectory}}}}), UploadDate{}},
		{"nothing known", Weeks{}, known(counters.Preview{}), UploadDate{}},
	} {
		f := facts("on 2026-11-01")
		f.Weeks, f.Preview = test.weeks, test.preview
		s := Of(f)
		if s.Upload() != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, s.Upload(), test.want)
		}
		if line := "- " + test.want.Label + ": " + test.want.When + "\n"; test.want.When != "" && !strings.Contains(s.Tooltip, line) {
			t.Errorf("%s: the tooltip lacks %q:\n%s", test.name, line, s.Tooltip)
		}
		if test.preview != nil && s.NextUpload != test.preview.NextUpload {
			t.Errorf("%s: next upload %v, want that of the preview", test.name, s.NextUpload)
		}
	}
}

func TestUploadBlocked(t *testing.T) {
	for file, want := range map[string]int{"on 2026-11-01": 1, "local 2026-11-01": 0} {
		f := facts(file)
		f.Preview = &counters.Preview{Mode: string(f.State.Mode), Uploads: counters.Uploads{Blocked: []counters.Blocker{{Code: counters.BadDirectory, Message: "m", Hint: "h"}}}}
		got := Of(f).Problems
		if len(got) != want || want == 1 && got[0] != (Problem{"upload-blocked", "m", "h"}) {
			t.Errorf("%s: problems %+v", file, got)
		}
	}
}
