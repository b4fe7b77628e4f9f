package server

import (
	"encoding/json"
	"fmt"
	"slices"
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

// fix, fixAll and account are the actions beside a finding.
const (
	fix     = "quickfix "
	fixAll  = "source.fixAll.goTelemetry "
	account = "source.goTelemetry telemetry-ls.setMode"
)

// onlyCase is a row of onlyCases.
type onlyCase struct {
	only           string
	byHand, unsaid []string
	edits          []string
	account        bool
}

// onlyCases are values of `only`, as JSON, with the actions for a user's request and
// for a client that doesn't state the trigger. "" is an absent key. Beside a finding,
// edits come whoever asks, and the switch of the account only for a user's request.
var onlyCases = []onlyCase{
	{``, []string{choose}, []string{choose}, []string{fix}, true},
	{`null`, []string{choose}, []string{choose}, []string{fix}, true},
	{`[]`, []string{choose}, []string{choose}, []string{fix}, true},
	{`[""]`, []string{switchOn, switchLoc, switchOff}, nil, []string{fix, fixAll}, true},
	{`["source"]`, []string{switchOn, switchLoc, switchOff}, nil, []string{fixAll}, true},
	{`["source.goTelemetry"]`, []string{switchOn, switchLoc, switchOff}, []string{chooseKind}, nil, true},
	{`["source.goTelemetry.off"]`, []string{switchOff}, []string{chooseKind}, nil, false},
	{`["source.goTelemetry.on","source.goTelemetry.local"]`, []string{switchOn, switchLoc}, []string{chooseKind}, nil, false},
	{`["source.goTelemetry.off.now"]`, nil, []string{chooseKind}, nil, false},
	{`["source","source.goTelemetry.off"]`, []string{switchOn, switchLoc, switchOff}, []string{chooseKind}, []string{fixAll}, true},
	{`["quickfix.x","source.fixAll.goTelemetryX","source.fixAll.goTelemetry.x"]`, nil, nil, nil, false},
	{`["source.goTelemetry.off","source.goTelemetryX","source.fixAll"]`, []string{switchOff}, []string{chooseKind}, []string{fixAll}, false},
	{`["quickfix","source.goTelemetry.off"]`, []string{switchOff}, []string{chooseKind}, []string{fix}, false},
	{`["source.organizeImports"]`, nil, nil, nil, false},
	{`["source.organizeImports","source.fixAll"]`, nil, nil, []string{fixAll}, false},
	{`["source.fixAll"]`, nil, nil, []string{fixAll}, false},
	{`["source.fixAll.goTelemetry"]`, nil, nil, []string{fixAll}, false},
	{`["quickfix"]`, nil, nil, []string{fix}, false},
	{`["refactor"]`, nil, nil, nil, false},
	{`["source.goTelemetryX"]`, nil, nil, nil, false},
	{`["Source.goTelemetry"]`, nil, nil, nil, false},
	{`["source.*"]`, nil, nil, nil, false},
	{`[null]`, nil, nil, nil, false},
	{`[7,{},[""]]`, nil, nil, nil, false},
	{`"source.goTelemetry"`, nil, nil, nil, false},
	{`""`, nil, nil, nil, false},
	{`{}`, nil, nil, nil, false},
	{`true`, nil, nil, nil, false},
	{`0`, nil, nil, nil, false},
}

func TestCodeActions(t *testing.T) {
	s := start(t)
	s.initialize(literalActions, map[string]any{"prompt": "never"})
	for _, test := range onlyCases {
		for trigger, want := range test.byTrigger() {
			if diff := cmp.Diff(want, s.codeActions(test.context(trigger))); diff != "" {
				t.Errorf("only %s, triggerKind %s: (-want +got)\n%s", test.only, trigger, diff)
			}
		}
	}
	if got := s.modeFile(); got != "" {
		t.Errorf("a code action request wrote the mode file: %q", got)
	}
}

// byTrigger returns the actions away from findings by the value of triggerKind, as JSON.
// "" is an absent key.
func (c onlyCase) byTrigger() map[string][]string {
	return map[string][]string{
		``: c.unsaid, `null`: c.unsaid, `1`: c.byHand, `1.0`: c.byHand,
		// Automatic, and unknown values.
		`2`: nil, `3`: nil, `0`: nil, `-1`: nil, `1.5`: nil, `"1"`: nil, `true`: nil, `[1]`: nil, `{}`: nil,
	}
}

func (c onlyCase) context(trigger string) map[string]any {
	context := map[string]any{"diagnostics": []any{}}
	if c.only != "" {
		context["only"] = json.RawMessage(c.only)
	}
	if trigger != "" {
		context["triggerKind"] = json.RawMessage(trigger)
	}
	return context
}

// TestCodeActionsBesideAFinding checks that edits come whoever asks, and that a switch
// still needs a hand.
func TestCodeActionsBesideAFinding(t *testing.T) {
	s := start(t)
	s.initialize(literalActions, map[string]any{"prompt": "never"})
	for _, test := range onlyCases {
		for trigger, others := range test.byTrigger() {
			want := slices.Clone(test.edits)
			if test.account && strings.HasPrefix(trigger, "1") && trigger != "1.5" {
				want = append(want, account)
			}
			want = append(want, others...)
			if diff := cmp.Diff(want, s.codeActionsIn("export GOTELEMETRY=off\n", 10, test.context(trigger))); diff != "" {
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

// askActions requests the actions at a character of the first line of a script.
func (s *session) askActions(text string, character int, context map[string]any, result any) {
	s.t.Helper()
	uri := s.openDocument("a.sh", "shellscript", text)
	zero := map[string]any{"line": 0, "character": character}
	s.Result("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": uri}, "range": map[string]any{"start": zero, "end": zero}, "context": context,
	}, result)
}

// codeActions returns the kind and command of each code action offered in that
// context.
func (s *session) codeActions(context map[string]any) (got []string) {
	s.t.Helper()
	return s.codeActionsIn("true\n", 0, context)
}

func (s *session) codeActionsIn(text string, character int, context map[string]any) (got []string) {
	s.t.Helper()
	var actions []struct {
		Kind    string
		Command struct {
			Command   string
			Arguments []struct{ Mode string }
		}
	}
	s.askActions(text, character, context, &actions)
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
	s.askActions("export GOTELEMETRY=off\n", 10, context, &actions)
	for _, a := range actions {
		got = append(got, a.Command)
	}
	return got
}
