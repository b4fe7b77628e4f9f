package server

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var literalActions = map[string]any{
	"experimental": map[string]any{"goTelemetryStatus": true},
	"textDocument": map[string]any{"codeAction": map[string]any{"codeActionLiteralSupport": map[string]any{
		"codeActionKind": map[string]any{"valueSet": []string{"source"}},
	}}},
}

const (
	choose     = " telemetry-ls.chooseMode"                   // without a kind
	chooseKind = "source.goTelemetry telemetry-ls.chooseMode" // with one
	switchOn   = "source.goTelemetry.on telemetry-ls.setMode"
	switchLoc  = "source.goTelemetry.local telemetry-ls.setMode"
	switchOff  = "source.goTelemetry.off telemetry-ls.setMode"
)

// onlyCases are values of `only`, as JSON, with the actions for a user's request and
// for a client that doesn't state the trigger. "" is an absent key.
var onlyCases = []struct {
	only           string
	byHand, unsaid []string
}{
	{``, []string{choose}, []string{choose}},
	{`null`, []string{choose}, []string{choose}},
	{`[]`, []string{choose}, []string{choose}},
	{`[""]`, []string{switchOn, switchLoc, switchOff}, nil},
	{`["source"]`, []string{switchOn, switchLoc, switchOff}, nil},
	{`["source.goTelemetry"]`, []string{switchOn, switchLoc, switchOff}, []string{chooseKind}},
	{`["source.goTelemetry.off"]`, []string{switchOff}, []string{chooseKind}},
	{`["source.goTelemetry.on","source.goTelemetry.local"]`, []string{switchOn, switchLoc}, []string{chooseKind}},
	{`["source.goTelemetry.off.now"]`, nil, []string{chooseKind}},
	{`["source","source.goTelemetry.off"]`, []string{switchOn, switchLoc, switchOff}, []string{chooseKind}},
	{`["quickfix","source.goTelemetry.off"]`, []string{switchOff}, []string{chooseKind}},
	{`["source.organizeImports"]`, nil, nil},
	{`["source.organizeImports","source.fixAll"]`, nil, nil},
	{`["source.fixAll"]`, nil, nil},
	{`["source.fixAll.goTelemetry"]`, nil, nil},
	{`["quickfix"]`, nil, nil},
	{`["refactor"]`, nil, nil},
	{`["source.goTelemetryX"]`, nil, nil},
	{`["Source.goTelemetry"]`, nil, nil},
	{`["source.*"]`, nil, nil},
	{`[null]`, nil, nil},
	{`[7,{},[""]]`, nil, nil},
	{`"source.goTelemetry"`, nil, nil},
	{`""`, nil, nil},
	{`{}`, nil, nil},
	{`true`, nil, nil},
	{`0`, nil, nil},
}

func TestCodeActions(t *testing.T) {
	s := start(t)
	s.initialize(literalActions, map[string]any{"prompt": "never"})
	for _, test := range onlyCases {
		for trigger, want := range map[string][]string{
			``: test.unsaid, `null`: test.unsaid, `1`: test.byHand, `1.0`: test.byHand,
			// Automatic, and unknown values.
			`2`: nil, `3`: nil, `0`: nil, `-1`: nil, `1.5`: nil, `"1"`: nil, `true`: nil, `[1]`: nil, `{}`: nil,
		} {
			context := map[string]any{"diagnostics": []any{}}
			if test.only != "" {
				context["only"] = json.RawMessage(test.only)
			}
			if trigger != "" {
				context["triggerKind"] = json.RawMessage(trigger)
			}
			if diff := cmp.Diff(want, s.codeActions(context)); diff != "" {
				t.Errorf("only %s, triggerKind %s: (-want +got)\n%s", test.only, trigger, diff)
			}
		}
	}
	if got := s.modeFile(); got != "" {
		t.Errorf("a code action request wrote the mode file: %q", got)
	}
}

// TestCodeActionsForTheCurrentMode checks that a chosen mode is not offered again, but the
// default mode is.
func TestCodeActionsForTheCurrentMode(t *testing.T) {
	for file, want := range map[string][]string{
		"":                 {switchOn, switchLoc, switchOff},
		"on 2026-01-01":    {switchLoc, switchOff},
		"local 2026-01-01": {switchOn, switchOff},
		"off 2026-01-01":   {switchOn, switchLoc},
		"off":              {switchOn, switchLoc},
	} {
		s := start(t, func(s *session, o *Options) {
			if file != "" {
				chosen(file)(s, o)
			}
		})
		s.initialize(literalActions, map[string]any{"prompt": "never"})
		got := s.codeActions(map[string]any{"only": []string{"source.goTelemetry"}, "triggerKind": 1})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", file, diff)
		}
	}
}

// TestCodeActionsOfAnyClient checks that the actions don't depend on the client's
// name, and that a client without kinds gets the same ones as bare commands.
func TestCodeActionsOfAnyClient(t *testing.T) {
	for _, name := range []string{"", "Zed", "Zed Preview", "Visual Studio Code", "eglot"} {
		s := start(t)
		var result any
		s.Result("initialize", map[string]any{
			"processId": nil, "clientInfo": map[string]any{"name": name}, "capabilities": map[string]any{},
			"initializationOptions": map[string]any{"prompt": "never"},
		}, &result)
		s.Notify("initialized", map[string]any{})
		for _, test := range onlyCases {
			if test.only == "" {
				continue
			}
			var want []string
			for _, action := range test.unsaid {
				_, command, _ := strings.Cut(action, " ")
				want = append(want, command)
			}
			got := s.bareActions(map[string]any{"only": json.RawMessage(test.only)})
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%q, only %s: %q, want %q", name, test.only, got, want)
			}
		}
	}
}

func (s *session) askActions(context map[string]any, result any) {
	s.t.Helper()
	uri := s.openDocument("a.go", "go", "package a\n")
	zero := map[string]any{"line": 0, "character": 0}
	s.Result("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": uri}, "range": map[string]any{"start": zero, "end": zero}, "context": context,
	}, result)
}

// codeActions returns the kind and command of each code action offered in that
// context.
func (s *session) codeActions(context map[string]any) (got []string) {
	s.t.Helper()
	var actions []struct {
		Kind    string
		Command struct {
			Command   string
			Arguments []struct{ Mode string }
		}
	}
	s.askActions(context, &actions)
	for _, a := range actions {
		got = append(got, a.Kind+" "+a.Command.Command)
		if mode, ok := strings.CutPrefix(a.Kind, "source.goTelemetry."); ok && a.Command.Arguments[0].Mode != mode {
			s.t.Errorf("%s runs with %+v", a.Kind, a.Command.Arguments)
		}
	}
	return got
}

// bareActions returns the command of each action as clients without literal support
// get them.
func (s *session) bareActions(context map[string]any) (got []string) {
	s.t.Helper()
	var actions []struct{ Command string }
	s.askActions(context, &actions)
	for _, a := range actions {
		got = append(got, a.Command)
	}
	return got
}
