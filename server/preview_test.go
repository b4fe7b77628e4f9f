package server

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/schematest"
)

// counted puts a report of each of the weeks before today, and the counter file of the
// running week, into the telemetry directory.
func counted(t *testing.T, weeks int) setup {
	return func(s *session, _ *Options) {
		counttest.FillReports(t, s.dir.Path(), weeks, today)
		counttest.Put(t, s.dir.Path(), "local/a.v1.count", counttest.CounterFile{
			Program: "cmd/go", Version: "go1.26.8", Begin: "2026-11-22", End: "2026-11-29",
			Counts: []counttest.Count{{Name: "go/invocations", Value: 3}, {Name: "go/half", Value: 2}, {Name: "go/never", Value: 4}, {Name: "go/x", Value: 5}},
		}.Bytes())
		counttest.Put(t, s.dir.Path(), "local/b.v1.count", counttest.CounterFile{
			Program: "example.com/tool", Version: "v1.1.0", Begin: "2026-11-22", End: "2026-11-29",
			Counts: []counttest.Count{{Name: "tool/opened:a", Value: 1}, {Name: "tool/bug\nmain.f:+1,+0x2", Value: 1}},
		}.Bytes())
	}
}

// previewAnswer is a preview with any detail.
type previewAnswer struct {
	NextUpload *string
	Weeks      []struct {
		Week                               string
		Report, Sampled, Withheld, Reasons json.RawMessage
		Programs                           *int
	}
}

func (p *previewAnswer) days() (days []string) {
	for _, w := range p.Weeks {
		days = append(days, w.Week)
	}
	return days
}

func TestPreviewOfOneWeek(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"), cachedConfigOf(t, 0, string(counttest.OwnConfig(t))), counted(t, 110))
	s.initialize(nil, map[string]any{"prompt": "never", "uploadConfig": "cached"})
	var all previewAnswer
	s.Execute("telemetry-ls.preview", nil, &all)
	for _, i := range []int{0, 50, len(all.Weeks) - 1} {
		var one previewAnswer
		s.Execute("telemetry-ls.preview", map[string]any{"week": all.Weeks[i].Week}, &one)
		if len(one.Weeks) != 1 || !reflect.DeepEqual(one.Weeks[0], all.Weeks[i]) || !reflect.DeepEqual(one.NextUpload, all.NextUpload) {
			t.Errorf("week %s: got %v, next upload %v", all.Weeks[i].Week, one.days(), one.NextUpload)
		}
	}
	var none previewAnswer
	s.Execute("telemetry-ls.preview", map[string]any{"week": "2001-01-01"}, &none)
	if len(none.Weeks) != 0 {
		t.Errorf("a week without data: got %v", none.days())
	}
}

func TestPreviewOfTheLatestWeeks(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"), cachedConfigOf(t, 0, string(counttest.OwnConfig(t))), counted(t, 110))
	s.initialize(nil, map[string]any{"prompt": "never", "uploadConfig": "cached"})
	var all, some previewAnswer
	s.Execute("telemetry-ls.preview", nil, &all)
	if len(all.Weeks) != 111 {
		t.Errorf("%d weeks without an argument, want all 111", len(all.Weeks))
	}
	for weeks, want := range map[int]int{1: 1, 8: 8, 111: 111, 1000: 111} {
		some = previewAnswer{}
		s.Execute("telemetry-ls.preview", map[string]any{"weeks": weeks, "detail": "full"}, &some)
		if days := all.days(); !slices.Equal(some.days(), days[len(days)-want:]) {
			t.Errorf("weeks %d: %v", weeks, some.days())
		}
		if !reflect.DeepEqual(some.Weeks, all.Weeks[111-want:]) || !reflect.DeepEqual(some.NextUpload, all.NextUpload) {
			t.Errorf("weeks %d: differs from the same weeks of all", weeks)
		}
	}
}

// TestPreviewOfCounts checks that the numbers are those of the full preview.
func TestPreviewOfCounts(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"), cachedConfigOf(t, 0, string(counttest.OwnConfig(t))), counted(t, 12))
	s.initialize(nil, map[string]any{"prompt": "never", "uploadConfig": "cached"})
	var full, counts previewAnswer
	var raw json.RawMessage
	s.Execute("telemetry-ls.preview", nil, &full)
	s.Execute("telemetry-ls.preview", map[string]any{"detail": "counts"}, &raw)
	schematest.Fits(t, "../docs/schemas/preview-counts.json", raw)
	if err := json.Unmarshal(raw, &counts); err != nil {
		t.Fatal(err)
	}
	if len(full.Weeks) != 13 || !slices.Equal(full.days(), counts.days()) || !reflect.DeepEqual(full.NextUpload, counts.NextUpload) {
		t.Fatalf("full %v, counts %v", full.days(), counts.days())
	}
	number := func(raw json.RawMessage) (n int) {
		if err := json.Unmarshal(raw, &n); err != nil {
			t.Errorf("%s is no number", raw)
		}
		return n
	}
	for i, w := range full.Weeks {
		var report struct {
			Programs []struct{ Counters, Stacks map[string]int }
		}
		var sampled, withheld []any
		for raw, into := range map[string]any{string(w.Report): &report, string(w.Sampled): &sampled, string(w.Withheld): &withheld} {
			if err := json.Unmarshal([]byte(raw), into); err != nil {
				t.Fatal(err)
			}
		}
		counters, programs := 0, 0
		for _, p := range report.Programs {
			counters += len(p.Counters) + len(p.Stacks)
			programs += min(1, len(p.Counters)+len(p.Stacks))
		}
		c := counts.Weeks[i]
		if number(c.Report) != counters || number(c.Sampled) != len(sampled) || number(c.Withheld) != len(withheld) || *c.Programs != programs {
			t.Errorf("week %s: %+v, want %d counters of %d programs, %d sampled, %d withheld", w.Week, c, counters, programs, len(sampled), len(withheld))
		}
		if string(c.Reasons) != string(w.Reasons) {
			t.Errorf("week %s: reasons %s, want %s", w.Week, c.Reasons, w.Reasons)
		}
	}
	if last := counts.Weeks[12]; string(last.Report) != "4" || *last.Programs != 2 || string(last.Sampled) != "1" || string(last.Withheld) != "2" {
		t.Errorf("the running week: %+v", last)
	}
}

// TestPreviewOfCountsWithoutConfig checks that there is no number of counters in a report
// that can't be made.
func TestPreviewOfCountsWithoutConfig(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"), counted(t, 0))
	s.initialize(nil, map[string]any{"prompt": "never", "uploadConfig": "cached"})
	var got previewAnswer
	s.Execute("telemetry-ls.preview", map[string]any{"detail": "counts", "weeks": 1}, &got)
	if len(got.Weeks) != 1 || string(got.Weeks[0].Report) != "null" || got.Weeks[0].Programs != nil || string(got.Weeks[0].Withheld) != "0" {
		t.Errorf("%+v", got)
	}
}

func TestPreviewArguments(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	for _, test := range []struct {
		argument any
		want     string
	}{
		{map[string]any{"weeks": 0}, `argument "weeks" must be a whole number from 1`},
		{map[string]any{"weeks": -1}, `argument "weeks" must be a whole number from 1`},
		{map[string]any{"weeks": 1.5}, `argument "weeks" must be a whole number from 1`},
		{map[string]any{"weeks": "8"}, `argument "weeks" must be a whole number from 1`},
		{map[string]any{"detail": "Counts"}, `argument "detail" must be one of full, counts`},
		{map[string]any{"detail": ""}, `argument "detail" must be one of full, counts`},
		{map[string]any{"detail": true}, `argument "detail" must be one of full, counts`},
		{map[string]any{"week": 8}, `argument "week" must be a day as YYYY-MM-DD`},
		{map[string]any{"month": 8}, "valid arguments: weeks (a whole number from 1), week (a day as YYYY-MM-DD), detail (one of full, counts)"},
		{8, "valid arguments: weeks (a whole number from 1), week (a day as YYYY-MM-DD), detail (one of full, counts)"},
	} {
		if e := s.ExecuteError("telemetry-ls.preview", test.argument); e.Code != -32602 || !strings.Contains(e.Message, test.want) {
			t.Errorf("%v: %+v, want InvalidParams with %q", test.argument, e, test.want)
		}
	}
	for _, argument := range []any{map[string]any{}, map[string]any{"weeks": nil, "detail": nil}} {
		s.Execute("telemetry-ls.preview", argument, new(previewAnswer))
	}
}
