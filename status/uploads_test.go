package status

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
)

func text(s string) *string { return &s }

func TestUploadDate(t *testing.T) {
	running := Weeks{Spans: []counterfile.Header{span("2026-11-21", "2026-11-28")}}
	uploaded := running
	uploaded.LastUpload = at("2026-11-02")
	known := func(p upload.Preview) *upload.Preview { p.Mode = "on"; return &p }
	week := func(codes ...string) []upload.Week {
		w := upload.Week{Week: "2026-11-28"}
		for _, code := range codes {
			w.Reasons = append(w.Reasons, upload.Reason{Code: code})
		}
		return []upload.Week{w}
	}
	for _, test := range []struct {
		name    string
		weeks   Weeks
		preview *upload.Preview
		want    UploadDate
	}{
		{"not known yet", running, nil, UploadDate{"First upload", "week ending 2026-11-28"}},
		{"not known yet, but uploaded before", uploaded, nil, UploadDate{"Next upload", "week ending 2026-11-28"}},
		{"the first", running, known(upload.Preview{NextUpload: text("2026-11-22"), NextWeek: text("2026-11-15")}), UploadDate{"First upload", "week ending 2026-11-15"}},
		{"the next", uploaded, known(upload.Preview{NextUpload: text("2026-11-22"), NextWeek: text("2026-11-15")}), UploadDate{"Next upload", "2026-11-22"}},
		{"without an upload config", running, known(upload.Preview{Weeks: week(upload.NoConfig)}), UploadDate{"First upload", "week ending 2026-11-28"}},
		{"ruled out", running, known(upload.Preview{Weeks: week(upload.NoCounters)}), UploadDate{}},
		{"blocked", running, known(upload.Preview{Uploads: upload.Uploads{Blocked: []upload.Blocker{{Code: upload.BadDirectory}}}}), UploadDate{}},
		{"nothing known", Weeks{}, known(upload.Preview{}), UploadDate{}},
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
		f.Preview = &upload.Preview{Mode: string(f.State.Mode), Uploads: upload.Uploads{Blocked: []upload.Blocker{{Code: upload.BadDirectory, Message: "m", Hint: "h"}}}}
		got := Of(f).Problems
		if len(got) != want || want == 1 && got[0] != (Problem{"upload-blocked", "m", "h"}) {
			t.Errorf("%s: problems %+v", file, got)
		}
	}
}
