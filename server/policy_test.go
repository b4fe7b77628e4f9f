package server

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// withMachine gives a session a machine's policy file.
func withMachine(content string) setup {
	return func(s *session, o *Options) {
		o.MachinePolicy = filepath.Join(filepath.Dir(s.config), "machine", "policy.json")
		s.write(o.MachinePolicy, content)
	}
}

// quiet are settings with which the server asks nothing by itself.
var quiet = map[string]any{"prompt": "never"}

const onlyOff = `{"policy": {"allowed": ["off"], "reason": "Source code is secret here", "url": "https://example.com/why"}}`

// refuses checks that an error is the refusal of a switch, with the policy's reason and URL.
func refuses(t *testing.T, what string, e lsptest.Error) {
	t.Helper()
	if e.Code != -32803 || !strings.Contains(e.Message, "Source code is secret here; see https://example.com/why") || !strings.Contains(e.Message, "hint: the policy is in ") {
		t.Errorf("%s: %+v", what, e)
	}
}

func TestMachinePolicyRefuses(t *testing.T) {
	s := start(t, withMachine(onlyOff))
	s.initialize(statusClient, quiet)
	s.awaitStatus("local", false)
	for _, m := range []string{"on", "local"} {
		refuses(t, "setMode "+m, s.ExecuteError("telemetry-ls.setMode", map[string]any{"mode": m}))
		refuses(t, "default "+m, s.ExecuteError("telemetry-ls.setMode", map[string]any{"mode": m, "ifUnchosen": true}))
	}
	refuses(t, "chooseMode", s.ExecuteError("telemetry-ls.chooseMode", nil))
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
	s.awaitStatus("off", true)
	refuses(t, "undoSwitch", s.ExecuteError("telemetry-ls.undoSwitch", nil))
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on", "ifUnchosen": true}, &st) // changes nothing
	if got := s.modeFile(); got != "off 2026-11-22" {
		t.Errorf("mode file %q", got)
	}
}

// TestOnNeverTakesOffAway checks that a policy that allows on is no obligation to upload.
func TestOnNeverTakesOffAway(t *testing.T) {
	s := start(t, withMachine(`{"policy": {"mode": "on"}}`))
	s.initialize(literalActions, quiet)
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
	if st.Mode != "off" {
		t.Errorf("got %+v", st)
	}
	if e := s.ExecuteError("telemetry-ls.setMode", map[string]any{"mode": "local"}); e.Code != -32803 {
		t.Errorf("local: %+v", e)
	}
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, &st)
	s.Execute("telemetry-ls.undoSwitch", nil, &st)
	if st.Mode != "off" {
		t.Errorf("after undo: %+v", st)
	}
}

func TestQuestionsLeaveOutForbiddenModes(t *testing.T) {
	s := start(t, withMachine(`{"policy": {"allowed": ["local", "off"]}}`))
	asked := s.answerWith("Off", "Set to local")
	s.initialize(statusClient, atOnce)
	want := []string{"Keep local", "Off", "Details..."}
	if got := s.wantAsked(asked); !slices.Equal(got, want) {
		t.Errorf("the prompt offers %q, want %q", got, want)
	}
	s.awaitStatus("off", true)
	var st wireStatus
	s.Execute("telemetry-ls.chooseMode", nil, &st)
	want = []string{"Set to local: count, upload nothing", "Off: count nothing", "Details..."}
	if got := s.wantAsked(asked); !slices.Equal(got, want) {
		t.Errorf("the question offers %q, want %q", got, want)
	}
	if st.Mode != "local" {
		t.Errorf("after the answer: %+v", st)
	}
}

// TestLateAnswerIsRefused checks an answer that the policy has forbidden since the question
// was asked.
func TestLateAnswerIsRefused(t *testing.T) {
	var file string
	s := start(t, func(s *session, o *Options) {
		file = filepath.Join(filepath.Dir(s.config), "policy.json")
		o.MachinePolicy = file
	})
	s.Answer("window/showMessageRequest", func(json.RawMessage) (any, *lsptest.Error) {
		s.write(file, onlyOff)
		return map[string]any{"title": "On: count, upload weekly"}, nil
	})
	s.initialize(statusClient, quiet)
	refuses(t, "the answer", s.ExecuteError("telemetry-ls.chooseMode", nil))
	if got := s.modeFile(); got != "" {
		t.Errorf("mode file %q", got)
	}
}

func TestNoPromptWithoutChoice(t *testing.T) {
	said := make(chan string, 1000)
	s := start(t, withMachine(onlyOff), func(_ *session, o *Options) { o.Log = logTo(said) })
	asked := s.answerWith()
	s.initialize(statusClient, atOnce)
	s.wantSilence(asked, func() { awaitLine(t, said, "reason=policy") })
}

// TestRefusedDefault checks that the user hears once that the machine's policy refuses their
// default, over all starts.
func TestRefusedDefault(t *testing.T) {
	file := withFile("telemetry-ls/config.json", `{"defaultMode":"on"}`)
	isWarning := func(m lsptest.Message) bool { return m.Method == "window/showMessage" }
	first := start(t, file, withMachine(onlyOff))
	first.initialize(statusClient, atOnce)
	m := first.Await("a message", isWarning)
	if !strings.Contains(string(m.Params), "Source code is secret here") {
		t.Errorf("said %s", m.Params)
	}
	said := make(chan string, 1000)
	second := start(t, homeOf(first), func(_ *session, o *Options) { o.Log = logTo(said) }, withMachine(onlyOff))
	second.initialize(statusClient, atOnce)
	awaitLine(t, said, "not asking")
	second.Call("shutdown", nil)
	if n := second.Count(isWarning); n != 0 {
		t.Errorf("the second start says it again")
	}
	if first.modeFile() != "" {
		t.Errorf("mode file %q", first.modeFile())
	}
}

// TestRefusedEditorDefault checks that an editor, which sets its default at each start, hears
// once that the machine's policy refuses it.
func TestRefusedEditorDefault(t *testing.T) {
	arg := map[string]any{"mode": "on", "ifUnchosen": true, "unlessUndone": true}
	first := start(t, withMachine(onlyOff))
	first.initialize(statusClient, quiet)
	refuses(t, "the first start", first.ExecuteError("telemetry-ls.setMode", arg))
	second := start(t, homeOf(first), withMachine(onlyOff))
	second.initialize(statusClient, quiet)
	var st wireStatus
	second.Execute("telemetry-ls.setMode", arg, &st)
	if st.Mode != "local" || st.Chosen {
		t.Errorf("the second start: %+v", st)
	}
	delete(arg, "unlessUndone")
	refuses(t, "a command", second.ExecuteError("telemetry-ls.setMode", arg))
}

// actions requests the code actions of a file that isn't open, and returns their titles with
// kinds.
func (s *session) titles(only []string, trigger int) (titles []string) {
	s.t.Helper()
	context := map[string]any{"diagnostics": []any{}, "triggerKind": trigger}
	if only != nil {
		context["only"] = only
	}
	var actions []struct{ Title, Kind string }
	s.Result("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": "file:///main.go"}, "context": context,
		"range": map[string]any{"start": map[string]any{"line": 0, "character": 0}, "end": map[string]any{"line": 0, "character": 0}},
	}, &actions)
	for _, a := range actions {
		titles = append(titles, strings.TrimSpace(a.Kind+" "+a.Title))
	}
	return titles
}

func TestDriftActions(t *testing.T) {
	const (
		chooseTitle  = "Go telemetry: switch mode..."
		machineTitle = "Switch Go telemetry to local (policy: It is secret)"
		toLocal      = "source.goTelemetry.local Go telemetry: switch to local (count, upload nothing)"
		toOff        = "source.goTelemetry.off Go telemetry: switch to off (count nothing)"
		toOn         = "source.goTelemetry.on Go telemetry: switch to on (count, upload weekly)"
	)
	for _, test := range []struct {
		name, machine, workspace, mode string
		only                           []string
		trigger                        int
		want                           []string
	}{
		{"by hand", `{"policy": {"mode": "local", "reason": "It is secret"}}`, "", "on 2026-01-01", nil, 1, []string{machineTitle, chooseTitle}},
		{"kind", `{"policy": {"mode": "local", "reason": "It is secret"}}`, "", "on 2026-01-01", []string{"source.goTelemetry"}, 1, []string{"source.goTelemetry " + machineTitle, toLocal}},
		{"source", `{"policy": {"mode": "local", "reason": "It is secret"}}`, "", "on 2026-01-01", []string{"source"}, 1, []string{"source.goTelemetry " + machineTitle, toLocal}},
		{"one kind", `{"policy": {"mode": "local", "reason": "It is secret"}}`, "", "on 2026-01-01", []string{"source.goTelemetry.local"}, 1, []string{toLocal}},
		{"another kind", `{"policy": {"mode": "local", "reason": "It is secret"}}`, "", "on 2026-01-01", []string{"quickfix"}, 1, nil},
		{"by itself", `{"policy": {"mode": "local"}}`, "", "on 2026-01-01", nil, 2, nil},
		{"on save", `{"policy": {"mode": "local"}}`, "", "on 2026-01-01", []string{"source.goTelemetry"}, 2, nil},
		{"conforms", `{"policy": {"mode": "local"}}`, "", "local 2026-01-01", nil, 1, []string{chooseTitle}},
		{"conforms unchosen", `{"policy": {"mode": "local"}}`, "", "", nil, 1, []string{chooseTitle}},
		{"forbidden modes", `{"policy": {"allowed": ["local", "off"]}}`, "", "local 2026-01-01", []string{"source.goTelemetry"}, 1, []string{toOff}},
		{"workspace", "", `{"policy": {"mode": "off", "reason": "Keep *this*\nquiet"}}`, "on 2026-01-01", nil, 1, []string{"Switch Go telemetry to off (this workspace's policy: Keep *this* quiet)", chooseTitle}},
		{"workspace on", "", `{"policy": {"mode": "on"}}`, "off 2026-01-01", []string{"source.goTelemetry"}, 1, []string{"source.goTelemetry Switch Go telemetry to on (this workspace's policy)", toOn, "source.goTelemetry.local Go telemetry: switch to local (count, upload nothing)"}},
		{"invalid workspace", "", `{"policy": {"mode": "on", "apply": true}}`, "off 2026-01-01", nil, 1, []string{chooseTitle}},
		{"invalid machine", `{"policy": {}}`, "", "off 2026-01-01", nil, 1, []string{chooseTitle}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var setups []setup
			if test.machine != "" {
				setups = append(setups, withMachine(test.machine))
			}
			if test.mode != "" {
				setups = append(setups, chosen(test.mode))
			}
			s := start(t, setups...)
			folder := t.TempDir()
			if test.workspace != "" {
				s.write(filepath.Join(folder, ".telemetry-ls.json"), test.workspace)
			}
			s.initializeIn([]string{folder}, literalActions, quiet)
			if got := s.titles(test.only, test.trigger); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got := s.modeFile(); got != test.mode {
				t.Errorf("mode file %q, want %q", got, test.mode)
			}
		})
	}
}

// TestDriftIsCalm checks that drift is in the Status, and opens no message or question.
func TestDriftIsCalm(t *testing.T) {
	s := start(t, withMachine(`{"policy": {"mode": "local", "reason": "It is secret"}}`), chosen("on 2026-01-01"))
	s.initialize(statusClient, atOnce)
	st := s.awaitStatus("on", true)
	if len(st.Problems) != 1 || st.Problems[0].Code != "policy-drift" || !strings.Contains(st.Problems[0].Message, "It is secret") {
		t.Errorf("problems %+v", st.Problems)
	}
	s.Call("shutdown", nil)
	if n := s.Count(func(m lsptest.Message) bool { return strings.HasPrefix(m.Method, "window/show") }); n != 0 {
		t.Errorf("%d messages", n)
	}
}

// TestPromptForVariable checks that the mode that GOTELEMETRY asks for is the first choice,
// and that nothing but the user's answer follows it.
func TestPromptForVariable(t *testing.T) {
	s := start(t, withEnv(map[string]string{"GOTELEMETRY": "off"}))
	asked := s.answerWith("Off")
	s.initialize(statusClient, atOnce)
	want := []string{"Off: what your GOTELEMETRY variable asks for, which Go ignores", "Keep local", "Share", "Details..."}
	if got := s.wantAsked(asked); !slices.Equal(got, want) {
		t.Errorf("offered %q, want %q", got, want)
	}
	s.awaitStatus("off", true)

	forbidden := start(t, withEnv(map[string]string{"GOTELEMETRY": "on"}), withMachine(`{"policy": {"allowed": ["local", "off"]}}`))
	asked = forbidden.answerWith()
	forbidden.initialize(statusClient, atOnce)
	if got := forbidden.wantAsked(asked); !slices.Equal(got, []string{"Keep local", "Off", "Details..."}) {
		t.Errorf("offered %q", got)
	}
	if _, err := os.Stat(forbidden.dir.ModeFile()); !os.IsNotExist(err) {
		t.Errorf("the variable was followed: %v", err)
	}
}
