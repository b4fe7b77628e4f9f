package server

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// atOnce makes the server ask without waiting for a quiet moment.
var atOnce = map[string]any{"promptDelay": 0}

// answerWith answers each question with the action whose title begins with the next
// of titles; "" answers null. Later questions stay open.
func (s *session) answerWith(titles ...string) (asked chan []string) {
	asked = make(chan []string, 10)
	s.Answer("window/showMessageRequest", func(params json.RawMessage) (any, *lsptest.Error) {
		var p struct {
			Message string
			Actions []struct{ Title string }
		}
		if err := json.Unmarshal(params, &p); err != nil {
			s.t.Error(err)
		}
		var offered []string
		for _, a := range p.Actions {
			offered = append(offered, a.Title)
		}
		asked <- offered
		if len(titles) == 0 {
			select {}
		}
		want := titles[0]
		titles = titles[1:]
		for _, title := range offered {
			if want != "" && strings.HasPrefix(title, want) {
				return map[string]any{"title": title}, nil
			}
		}
		return nil, nil
	})
	return asked
}

func (s *session) wantAsked(asked chan []string) []string {
	s.t.Helper()
	select {
	case offered := <-asked:
		return offered
	case <-time.After(30 * time.Second):
		s.t.Fatal("no question was asked")
		return nil
	}
}

// wantSilence waits until the server has logged why it doesn't ask, and checks that
// it asked no question.
func (s *session) wantSilence(asked chan []string, wait func()) {
	s.t.Helper()
	wait()
	select {
	case offered := <-asked:
		s.t.Errorf("asked %q, want no question", offered)
	default:
	}
}

func TestPromptChoices(t *testing.T) {
	s := start(t)
	asked := s.answerWith("Keep local")
	s.initialize(statusClient, atOnce)
	if got, want := s.wantAsked(asked), []string{"Keep local", "Share", "Off", "Details..."}; !slices.Equal(got, want) {
		t.Fatalf("offered %q, want %q", got, want)
	}
	var p struct{ Message string }
	if err := json.Unmarshal(s.AwaitMethod("window/showMessageRequest", nil).Params, &p); err != nil {
		t.Fatal(err)
	}
	if want := "Go counts how you use its tools and keeps the counts on this machine. Share the approved counts with the Go team?"; p.Message != want {
		t.Errorf("asked %q, want %q", p.Message, want)
	}
	s.awaitStatus("local", true)
	if got := s.modeFile(); got != "local 2026-11-22" {
		t.Errorf("mode file %q, want the explicit choice", got)
	}
}

// TestOneNoticeAfterOn checks that the answer On leads to one message, or to none if
// the editor shows the notice, whatever other capabilities the editor has.
func TestOneNoticeAfterOn(t *testing.T) {
	for _, test := range []struct {
		experimental map[string]any
		want         int
	}{
		{nil, 1},
		{map[string]any{"goTelemetryStatus": true}, 1},
		{map[string]any{"goTelemetryMessages": true}, 1},
		{map[string]any{"goTelemetryStatus": true, "goTelemetryMessages": true}, 1},
		{map[string]any{"goTelemetryNotice": true}, 0},
		{map[string]any{"goTelemetryStatus": true, "goTelemetryNotice": true, "goTelemetryMessages": true}, 0},
	} {
		said := make(chan string, 1000)
		s := start(t, func(_ *session, o *Options) { o.Log = logTo(said) })
		s.answerWith("Share")
		s.initialize(map[string]any{"experimental": test.experimental}, atOnce)
		awaitLine(t, said, "the prompt ended")
		var st wireStatus
		s.Execute("telemetry-ls.status", nil, &st)
		n := s.Count(func(m lsptest.Message) bool { return m.Method == "window/showMessage" })
		if st.Mode != "on" || n != test.want {
			t.Errorf("%v: %d messages in mode %s, want %d in mode on", test.experimental, n, st.Mode, test.want)
		}
	}
}

func TestPromptOnShowsTheNotice(t *testing.T) {
	s := start(t)
	s.answerWith("Share")
	s.initialize(statusClient, atOnce)
	s.awaitStatus("on", true)
	s.AwaitMethod("window/showMessage", func(p string) bool { return strings.Contains(p, "telemetry.go.dev/privacy") })
	var st wireStatus
	s.Execute("telemetry-ls.undoSwitch", nil, &st)
	if st.Chosen {
		t.Errorf("after undoing the prompt's answer: %+v", st)
	}
}

func TestPromptShowAsksAgain(t *testing.T) {
	s := start(t)
	asked := s.answerWith("Details...", "Off")
	shown := make(chan string, 1)
	s.Answer("window/showDocument", func(params json.RawMessage) (any, *lsptest.Error) {
		shown <- string(params)
		return map[string]any{"success": true}, nil
	})
	caps := map[string]any{
		"experimental": map[string]any{"goTelemetryStatus": true},
		"window":       map[string]any{"showDocument": map[string]any{"support": true}},
		"workspace":    map[string]any{"textDocumentContent": map[string]any{}},
	}
	s.initialize(caps, atOnce)
	s.wantAsked(asked)
	if got := <-shown; !strings.Contains(got, `"go-telemetry:///explanation.md"`) {
		t.Errorf("shown %s", got)
	}
	s.wantAsked(asked)
	s.awaitStatus("off", true)
}

func TestPromptSilence(t *testing.T) {
	for name, setups := range map[string][]setup{
		"chosen":           {chosen("local 2026-01-01")},
		"CI":               {withEnv(map[string]string{"CI": "true"})},
		"gopls said yes":   {withFile("gopls/prompt/telemetry", "yes 1 1700000000 1")},
		"gopls said no":    {withFile("gopls/prompt/telemetry", "no 1 1700000000 1")},
		"not writable":     {func(s *session, _ *Options) { s.write(filepath.Join(s.config, "go"), "") }},
		"damaged settings": {chosen("x")},
		"no Go":            {withoutGo},
	} {
		t.Run(name, func(t *testing.T) {
			said := make(chan string, 1000)
			s := start(t, append(setups, func(_ *session, o *Options) { o.Log = logTo(said) })...)
			asked := s.answerWith()
			s.initialize(statusClient, atOnce)
			s.wantSilence(asked, func() { awaitLine(t, said, "not asking") })
		})
	}
	t.Run("setting", func(t *testing.T) {
		said := make(chan string, 1000)
		s := start(t, func(_ *session, o *Options) { o.Log = logTo(said) })
		asked := s.answerWith()
		s.initialize(statusClient, map[string]any{"prompt": "never", "promptDelay": 0})
		s.wantSilence(asked, func() { awaitLine(t, said, "not asking") })
	})
}

// withoutGo removes the go command from the machine.
func withoutGo(_ *session, o *Options) { o.HasGo = func() bool { return false } }

// TestPromptAfterGoWasRemoved checks that a telemetry directory is reason enough to ask:
// programs built with Go may go on counting there.
func TestPromptAfterGoWasRemoved(t *testing.T) {
	s := start(t, withoutGo, withFile("go/telemetry/local/weekends", "0"))
	asked := s.answerWith("Off")
	s.initialize(statusClient, atOnce)
	s.wantAsked(asked)
	s.awaitStatus("off", true)
}

// TestPromptWithoutShare checks the question if the machine's policy forbids to share.
func TestPromptWithoutShare(t *testing.T) {
	s := start(t, withMachine(`{"policy": {"allowed": ["local", "off"]}}`))
	s.answerWith("Keep local")
	s.initialize(statusClient, atOnce)
	s.AwaitMethod("window/showMessageRequest", func(p string) bool {
		return strings.Contains(p, "keeps the counts on this machine. Keep counting?") && !strings.Contains(p, "Share")
	})
	s.awaitStatus("local", true)
}

// TestPromptSettingComesLate covers a setting from workspace/configuration, which the
// server requests after initialized.
func TestPromptSettingComesLate(t *testing.T) {
	said := make(chan string, 1000)
	s := start(t, func(_ *session, o *Options) { o.Log = logTo(said) })
	asked := s.answerWith()
	s.Answer("workspace/configuration", func(json.RawMessage) (any, *lsptest.Error) {
		return []any{map[string]any{"prompt": "never"}}, nil
	})
	s.initialize(map[string]any{"workspace": map[string]any{"configuration": true}}, atOnce)
	s.wantSilence(asked, func() { awaitLine(t, said, "not asking") })
}

func TestTwoWindowsOnePrompt(t *testing.T) {
	first := start(t)
	asked := first.answerWith() // stays open
	first.initialize(statusClient, atOnce)
	first.wantAsked(asked)

	said := make(chan string, 1000)
	second := start(t, homeOf(first), func(_ *session, o *Options) { o.Log = logTo(said) })
	again := second.answerWith()
	second.initialize(statusClient, atOnce)
	second.wantSilence(again, func() { awaitLine(t, said, "not asking") })

	// The first window closes without an answer: that counts as 'not now'.
	first.CloseInput()
	first.exitCode()
	third := start(t, homeOf(first), func(_ *session, o *Options) { o.Log = logTo(said) })
	asked = third.answerWith()
	third.initialize(statusClient, atOnce)
	third.wantSilence(asked, func() { awaitLine(t, said, "not asking") })
}

func TestLateAnswer(t *testing.T) {
	s := start(t)
	open, answer := make(chan struct{}), make(chan string)
	first := true
	s.Answer("window/showMessageRequest", func(params json.RawMessage) (any, *lsptest.Error) {
		if first {
			first = false
			close(open)
			want := <-answer
			return map[string]any{"title": titleIn(t, params, want)}, nil
		}
		if !strings.Contains(string(params), "was set to off") {
			t.Errorf("asked %s, want the offer to switch", params)
		}
		return map[string]any{"title": titleIn(t, params, "Switch to on")}, nil
	})
	s.initialize(statusClient, atOnce)
	<-open
	s.write(s.dir.ModeFile(), "off 2026-11-01") // chosen in the meantime
	s.awaitStatus("off", true)
	s.AwaitMethod("$/cancelRequest", nil) // the question is withdrawn
	answer <- "Share"
	s.awaitStatus("on", true)
}

func titleIn(t *testing.T, params json.RawMessage, prefix string) string {
	var p struct{ Actions []struct{ Title string } }
	if err := json.Unmarshal(params, &p); err != nil {
		t.Error(err)
	}
	for _, a := range p.Actions {
		if strings.HasPrefix(a.Title, prefix) {
			return a.Title
		}
	}
	t.Errorf("no action %q in %s", prefix, params)
	return ""
}

// TestErrorReplyIsNotAsked checks that an editor that can't ask doesn't use up an
// attempt.
func TestErrorReplyIsNotAsked(t *testing.T) {
	said := make(chan string, 1000)
	s := start(t, func(_ *session, o *Options) { o.Log = logTo(said) })
	s.initialize(statusClient, atOnce) // answers MethodNotFound
	awaitLine(t, said, "the prompt ended")
	s.Call("shutdown", nil)
	s.Notify("exit", nil)
	s.exitCode()
	second := start(t, homeOf(s))
	asked := second.answerWith("Off")
	second.initialize(statusClient, atOnce)
	second.wantAsked(asked)
	second.awaitStatus("off", true)
}

func TestResetPromptAsksAgain(t *testing.T) {
	said := make(chan string, 1000)
	s := start(t, func(_ *session, o *Options) { o.Log = logTo(said) })
	asked := s.answerWith("", "Off")
	s.initialize(statusClient, atOnce)
	s.wantAsked(asked)
	awaitLine(t, said, "the prompt ended")
	if m := s.Call("workspace/executeCommand", map[string]any{"command": "telemetry-ls.resetPrompt"}); m.Error != nil || string(m.Result) != "null" {
		t.Fatalf("resetPrompt: %+v", m)
	}
	s.wantAsked(asked)
	s.awaitStatus("off", true)
}

func TestDefaultModeFromTheUserFile(t *testing.T) {
	s := start(t, withFile("telemetry-ls/config.json", `{"defaultMode":"off"}`))
	s.initialize(statusClient, atOnce)
	s.awaitStatus("off", true)
	m := s.AwaitMethod("window/showMessageRequest", nil)
	if !strings.Contains(string(m.Params), "now off") || !strings.Contains(string(m.Params), `"Undo"`) {
		t.Errorf("announced %s", m.Params)
	}
	if n := s.Count(func(m lsptest.Message) bool { return strings.Contains(string(m.Params), "Keep local") }); n != 0 {
		t.Error("asked anyway")
	}
}

func TestDefaultModeDoesNotOverwrite(t *testing.T) {
	s := start(t, withFile("telemetry-ls/config.json", `{"defaultMode":"off"}`), chosen("on 2026-01-01"))
	s.initialize(statusClient, nil)
	s.awaitStatus("on", true)
}

func TestDefaultModeBySettingsIsIgnored(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never", "defaultMode": "on"})
	s.AwaitMethod("window/showMessage", func(p string) bool { return strings.Contains(p, "defaultMode is ignored") })
	if s.modeFile() != "" {
		t.Errorf("mode file %q", s.modeFile())
	}
}

func TestDamagedConfigIsReported(t *testing.T) {
	s := start(t, withFile("telemetry-ls/config.json", `{"defaultMode":"never"}`))
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	s.AwaitMethod("window/showMessage", func(p string) bool {
		return strings.Contains(p, "config.json") && strings.Contains(p, "defaultMode")
	})
}

func TestChooseMode(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"))
	asked := s.answerWith("Off", "Set to local", "")
	s.initialize(statusClient, nil)
	var st wireStatus
	s.Execute("telemetry-ls.chooseMode", nil, &st)
	if st.Mode != "off" {
		t.Errorf("%+v", st)
	}
	if offered := s.wantAsked(asked); len(offered) != 4 {
		t.Errorf("offered %q, want the modes and the explanation", offered)
	}
	s.Execute("telemetry-ls.chooseMode", nil, &st)
	if st.Mode != "local" {
		t.Errorf("%+v", st)
	}
	s.Execute("telemetry-ls.chooseMode", nil, &st)
	if st.Mode != "local" {
		t.Errorf("the mode changed without an answer: %+v", st)
	}
}

// TestCancelledChooseMode checks that a cancelled call withdraws its question.
func TestCancelledChooseMode(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"))
	asked := s.answerWith() // stays open
	s.initialize(statusClient, nil)
	id := s.Request("workspace/executeCommand", map[string]any{"command": "telemetry-ls.chooseMode"})
	s.wantAsked(asked)
	s.Notify("$/cancelRequest", map[string]any{"id": id})
	wantError(t, s.Response(id), -32800, "cancelled")
	s.AwaitMethod("$/cancelRequest", nil)
}

func TestChooseModeInAnEditorThatCannotAsk(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"))
	s.initialize(statusClient, nil)
	if e := s.ExecuteError("telemetry-ls.chooseMode", nil); e.Code != -32803 {
		t.Errorf("%+v", e)
	}
}
