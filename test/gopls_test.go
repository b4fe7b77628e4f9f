package test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// goplsAsks are the options and the environment that make a real gopls ask.
var (
	goplsAsks   = map[string]any{"telemetryPrompt": true, "verboseWorkDoneProgress": true}
	goplsSample = "GOPLS_FAKE_SAMPLES_PER_MILLE=1000"
)

// goplsState makes gopls believe that it has waited long enough.
func (h *home) goplsState() {
	h.write(filepath.Join(h.path, "config", "gopls", "prompt", "telemetry"), "- 0 1600000000 1")
}

// questions makes the editor send the parameters of each question to asked, and reply to
// it with the next of answers.
func questions(e *lsptest.Editor) (asked chan string, answers chan any) {
	asked, answers = make(chan string, 10), make(chan any)
	e.Answer("window/showMessageRequest", func(params json.RawMessage) (any, *lsptest.Error) {
		asked <- string(params)
		return <-answers, nil
	})
	e.Answer("window/workDoneProgress/create", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	e.Answer("workspace/configuration", func(json.RawMessage) (any, *lsptest.Error) { return []any{nil}, nil })
	e.Answer("client/registerCapability", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	return asked, answers
}

func wait(t *testing.T, what string, asked chan string) string {
	t.Helper()
	select {
	case q := <-asked:
		return q
	case <-time.After(time.Minute):
		t.Fatalf("%s did not ask", what)
		return ""
	}
}

// goplsDecided waits until gopls has decided whether to ask.
func goplsDecided(e *lsptest.Editor) {
	var token string
	e.AwaitMethod("$/progress", func(p string) bool {
		var begin struct {
			Token json.RawMessage
			Value struct{ Kind, Title string }
		}
		if json.Unmarshal([]byte(p), &begin) == nil && begin.Value.Title == "Checking telemetry prompt" {
			token = string(begin.Token)
		}
		return token != ""
	})
	e.AwaitMethod("$/progress", func(p string) bool {
		return strings.Contains(p, token) && strings.Contains(p, `"kind":"end"`)
	})
}

// TestGoplsAsksFirst checks that telemetry-ls doesn't ask while the question of gopls is
// open, or after the user answered it with no.
func TestGoplsAsksFirst(t *testing.T) {
	gopls := requires.Program(t, "gopls")
	h := newHome(t)
	h.goplsState()
	log := filepath.Join(h.path, "log")
	g := h.start(gopls, goplsSample)
	asked, answers := questions(g)
	initialize(g, h.module(), goplsAsks)
	wait(t, "gopls", asked)

	ours := h.startLogged(log)
	weAsked, _ := questions(ours)
	initialize(ours, h.module(), map[string]any{"promptDelay": 0})
	h.awaitLog(ours, log, "reason=gopls-asking")

	answers <- map[string]any{"title": "No, thanks."}
	goplsDecided(g)
	again := h.startLogged(log)
	weAskedAgain, _ := questions(again)
	initialize(again, h.module(), map[string]any{"promptDelay": 0})
	h.awaitLog(again, log, "reason=gopls-answered")
	if len(weAsked)+len(weAskedAgain) != 0 {
		t.Error("telemetry-ls asked too")
	}
}

// TestWeAskFirst checks that gopls doesn't ask while the question of telemetry-ls is open.
func TestWeAskFirst(t *testing.T) {
	gopls := requires.Program(t, "gopls")
	h := newHome(t)
	h.goplsState()
	ours := h.start(serverPath)
	weAsked, answers := questions(ours)
	initialize(ours, h.module(), map[string]any{"promptDelay": 0})
	wait(t, "telemetry-ls", weAsked)

	g := h.start(gopls, goplsSample)
	asked, _ := questions(g)
	initialize(g, h.module(), goplsAsks)
	goplsDecided(g)
	if len(asked) != 0 {
		t.Errorf("gopls asked %s while the question of telemetry-ls was open", <-asked)
	}
	answers <- map[string]any{"title": "Off"}
	ours.AwaitMethod("goTelemetry/status", func(p string) bool { return strings.Contains(p, `"mode":"off"`) })
}

// TestNeverInCI checks that no question appears if CI is set.
func TestNeverInCI(t *testing.T) {
	h := newHome(t)
	log := filepath.Join(h.path, "log")
	ours := h.startLogged(log, "CI=true")
	asked, _ := questions(ours)
	initialize(ours, h.module(), map[string]any{"promptDelay": 0})
	h.awaitLog(ours, log, "reason=ci")
	if len(asked) != 0 {
		t.Errorf("asked %s", <-asked)
	}
}
