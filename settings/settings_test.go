package settings

import (
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/declaretest"
)

func TestDeclarations(t *testing.T) {
	for _, problem := range declaretest.Problems(func() declare.Object { return new(Settings) }) {
		t.Error(problem)
	}
	for _, p := range All() {
		if p.Default == nil {
			t.Errorf("%s: a setting needs a default", p.Name)
		}
	}
}

func TestDefault(t *testing.T) {
	want := Default() // a new setting needs no change here
	want.Prompt, want.PromptDelay, want.Lint = "auto", 2*time.Second, true
	want.CodeLens, want.SummaryWeeks, want.UploadConfig = "auto", 8, "auto"
	if diff := cmp.Diff(want, Default()); diff != "" {
		t.Error(diff)
	}
}

func TestApply(t *testing.T) {
	for _, test := range []struct {
		raw      string
		change   func(*Settings)
		problems []string // a part of each
	}{
		{raw: ``},
		{raw: `null`},
		{raw: `{}`},
		{
			raw: `{"prompt":"never","promptDelay":0,"lint":false,"codeLens":"always","summaryWeeks":52,"uploadConfig":"cached"}`,
			change: func(s *Settings) {
				s.Prompt, s.PromptDelay, s.Lint = "never", 0, false
				s.CodeLens, s.SummaryWeeks, s.UploadConfig = "always", 52, "cached"
			},
		},
		{raw: `{"prompt":null,"unknown":1}`},
		{raw: `[]`, problems: []string{"goTelemetry must be an object"}},
		{raw: `"never"`, problems: []string{"goTelemetry must be an object"}},
		{raw: `{"prompt":"Never"}`, problems: []string{`goTelemetry.prompt must be one of auto, never; using the default (auto)`}},
		{raw: `{"prompt":true}`, problems: []string{"goTelemetry.prompt"}},
		{raw: `{"promptDelay":"2s","lint":"yes"}`, problems: []string{"goTelemetry.promptDelay", "goTelemetry.lint"}},
		{raw: `{"promptDelay":-1}`, problems: []string{"goTelemetry.promptDelay must be a whole number from 0"}},
		{raw: `{"summaryWeeks":0,"codeLens":"never"}`, change: func(s *Settings) { s.CodeLens = "never" }, problems: []string{"goTelemetry.summaryWeeks"}},
		{raw: `{"summaryWeeks":12.0,"promptDelay":1e3}`, change: func(s *Settings) { s.SummaryWeeks, s.PromptDelay = 12, time.Second }},
		{raw: `{"summaryWeeks":1.5}`, problems: []string{"goTelemetry.summaryWeeks"}},
		{raw: `{"defaultMode":"on"}`, problems: []string{"goTelemetry.defaultMode is ignored"}},
		{raw: `{"prompt":"` + strings.Repeat("é", 100) + `"}`, problems: []string{"goTelemetry.prompt"}},
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

// TestProblemsRepeatNoValue checks that problems repeat no value: a repository can set
// it, and an editor shows links in the sentence.
func TestProblemsRepeatNoValue(t *testing.T) {
	const text = "[!](command:workbench.action.quit)"
	for _, value := range []string{`"` + text + `"`, `["` + text + `"]`, `{"` + text + `":1}`, "12345.5", `{"a":"` + text + `"}`} {
		raws := []string{value}
		for _, k := range All() {
			raws = append(raws, `{"`+k.Name+`":`+value+`,"`+text+`":`+value+`}`)
		}
		for _, raw := range append(raws, `{"defaultMode":`+value+`}`) {
			s := Default()
			for _, problem := range s.Apply(jsontext.Value(raw)) {
				if strings.Contains(problem, "command:") || strings.Contains(problem, "12345") || !strings.Contains(problem, Section) {
					t.Errorf("%s: problem %q", raw, problem)
				}
			}
			if s != Default() {
				t.Errorf("%s: settings %+v, want the default", raw, s)
			}
		}
	}
}

// TestApplyBadValueMeansDefault checks that Apply replaces an invalid value by the
// default, not by the value of an outer layer.
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
