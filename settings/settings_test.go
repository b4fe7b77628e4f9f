package settings

import (
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

func TestDefault(t *testing.T) {
	want := Settings{Prompt: "auto", PromptDelay: 2 * time.Second, Lint: true, CodeLens: "auto", SummaryWeeks: 8, UploadConfig: "auto"}
	if diff := cmp.Diff(want, Default()); diff != "" {
		t.Error(diff)
	}
}

func TestApply(t *testing.T) {
	for _, test := range []struct {
		raw      string
		change   func(*Settings)
		problems []string // a word of each
	}{
		{raw: ``},
		{raw: `null`},
		{raw: `{}`},
		{
			raw: `{"prompt":"never","promptDelay":0,"lint":false,"codeLens":"always","summaryWeeks":52,"uploadConfig":"cached"}`,
			change: func(s *Settings) {
				*s = Settings{Prompt: "never", CodeLens: "always", SummaryWeeks: 52, UploadConfig: "cached"}
			},
		},
		{raw: `{"prompt":null,"unknown":1}`},
		{raw: `[]`, problems: []string{"goTelemetry is []"}},
		{raw: `"never"`, problems: []string{"goTelemetry is \"never\""}},
		{raw: `{"prompt":"Never"}`, problems: []string{`goTelemetry.prompt is "Never", want "auto" or "never"`}},
		{raw: `{"prompt":true}`, problems: []string{"goTelemetry.prompt"}},
		{raw: `{"promptDelay":"2s","lint":"yes"}`, problems: []string{"goTelemetry.promptDelay", "goTelemetry.lint"}},
		{raw: `{"promptDelay":-1}`, problems: []string{"goTelemetry.promptDelay is -1, want a whole number from 0"}},
		{raw: `{"summaryWeeks":0,"codeLens":"never"}`, change: func(s *Settings) { s.CodeLens = "never" }, problems: []string{"goTelemetry.summaryWeeks"}},
		{raw: `{"summaryWeeks":12.0,"promptDelay":1e3}`, change: func(s *Settings) { s.SummaryWeeks, s.PromptDelay = 12, time.Second }},
		{raw: `{"summaryWeeks":1.5}`, problems: []string{"goTelemetry.summaryWeeks"}},
		{raw: `{"defaultMode":"on"}`, problems: []string{"goTelemetry.defaultMode is ignored"}},
		{raw: `{"prompt":"` + strings.Repeat("é", 100) + `"}`, problems: []string{"..., want"}},
	} {
		got, want := Default(), Default()
		if test.change != nil {
			test.change(&want)
		}
		problems := got.Apply(jsontext.Value(test.raw))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: settings:\n%s", test.raw, diff)
		}
		if len(problems) != len(test.problems) {
			t.Errorf("%s: problems %q, want %d of them", test.raw, problems, len(test.problems))
			continue
		}
		for i, word := range test.problems {
			if !strings.Contains(problems[i], word) {
				t.Errorf("%s: problem %q, want %q in it", test.raw, problems[i], word)
			}
		}
	}
}

// TestApplyBadValueMeansDefault: not the value that an outer layer had set.
func TestApplyBadValueMeansDefault(t *testing.T) {
	s := Default()
	s.Apply(jsontext.Value(`{"prompt":"never"}`))
	s.Apply(jsontext.Value(`{"prompt":7}`))
	if s.Prompt != "auto" {
		t.Errorf("prompt = %q, want the default", s.Prompt)
	}
}

func FuzzApply(f *testing.F) {
	f.Add(`{"prompt":"never","promptDelay":1e3}`)
	f.Add(`{"prompt":{"a":[1,2,{}]}}`)
	f.Fuzz(func(t *testing.T, raw string) {
		s := Default()
		s.Apply(jsontext.Value(raw))
		if s.Prompt != "auto" && s.Prompt != "never" || s.PromptDelay < 0 || s.SummaryWeeks < 1 {
			t.Errorf("%s gave %+v", raw, s)
		}
	})
}
