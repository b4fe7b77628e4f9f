package server

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// wireStatus is the part of a Status that the tests check, decoded independently.
type wireStatus struct {
	Mode     string
	Chosen   bool
	Since    *string
	Text     string
	Writable bool
	Problems []struct{ Code, Message, Hint string }
}

// awaitStatus waits for a status notification with that mode and choice.
func (s *session) awaitStatus(mode string, chosen bool) wireStatus {
	s.t.Helper()
	m := s.AwaitMethod("goTelemetry/status", isStatus(mode, chosen))
	var st wireStatus
	if err := json.Unmarshal(m.Params, &st); err != nil {
		s.t.Fatal(err)
	}
	return st
}

// isStatus reports whether the params of a status notification have that mode and
// choice.
func isStatus(mode string, chosen bool) func(params string) bool {
	return func(params string) bool {
		var st wireStatus
		return json.Unmarshal([]byte(params), &st) == nil && st.Mode == mode && st.Chosen == chosen
	}
}

func TestStatusHasEveryKey(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, nil)
	var got map[string]json.RawMessage
	s.Execute("telemetry-ls.status", nil, &got)
	for key, want := range map[string]string{
		"mode": `"local"`, "chosen": "false", "since": "null", "collecting": "true", "uploading": "false",
		"supported": "true", "writable": "true", "nextReport": "null", "firstUpload": "null", "nextUpload": "null", "intent": "null",
		"problems": "[]", "text": `"Go telemetry: local"`,
	} {
		if string(got[key]) != want {
			t.Errorf("%s is %s, want %s", key, got[key], want)
		}
	}
	if len(got) != 15 {
		t.Errorf("got %d keys, want 15: %v", len(got), got)
	}
}

func TestSwitchAndUndo(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	s.awaitStatus("local", false)

	if e := s.ExecuteError("telemetry-ls.undoSwitch", nil); e.Code != -32803 || !strings.Contains(e.Message, "nothing") {
		t.Errorf("undo before any switch: %+v", e)
	}
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
	if st.Mode != "off" || !st.Chosen || st.Since == nil || *st.Since != "2026-11-22" {
		t.Errorf("after the switch: %+v", st)
	}
	if got := s.modeFile(); got != "off 2026-11-22" {
		t.Errorf("mode file %q", got)
	}
	s.awaitStatus("off", true)

	s.Execute("telemetry-ls.undoSwitch", nil, &st)
	if st.Mode != "local" || st.Chosen {
		t.Errorf("after undo: %+v", st)
	}
	if _, err := os.Stat(s.dir.ModeFile()); !os.IsNotExist(err) {
		t.Errorf("the mode file still exists: %v", err)
	}
	if e := s.ExecuteError("telemetry-ls.undoSwitch", nil); e.Code != -32803 {
		t.Errorf("a second undo: %+v", e)
	}
}

// awaitChosen polls the status until it has that choice: a short-lived state may
// cause no notification.
func (s *session) awaitChosen(want bool) {
	s.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; {
		var st wireStatus
		s.Execute("telemetry-ls.status", nil, &st)
		if st.Chosen == want {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("chosen is still %v", st.Chosen)
		}
	}
}

func TestUndoAfterAnotherWriter(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
	s.write(s.dir.ModeFile(), "local 2026-01-01")
	if e := s.ExecuteError("telemetry-ls.undoSwitch", nil); e.Code != -32803 {
		t.Errorf("undo: %+v", e)
	}
	if got := s.modeFile(); got != "local 2026-01-01" {
		t.Errorf("mode file %q was changed", got)
	}
}

func TestUnchangedIsNotWritten(t *testing.T) {
	for _, test := range []struct{ before, mode, want string }{
		{"on 2026-01-01", "on", "on 2026-01-01"},
		{"local", "local", "local"},
		{"off 2020-02-02\n", "off", "off 2020-02-02\n"},
		{"on", "on", "on 2026-11-22"},
		{"ON 2026-01-01", "on", "on 2026-11-22"},
		{"", "local", "local 2026-11-22"},
		{"on 2026-13-01", "on", "on 2026-11-22"},
	} {
		s := start(t, chosen(test.before))
		s.initialize(statusClient, nil)
		var st wireStatus
		s.Execute("telemetry-ls.setMode", map[string]any{"mode": test.mode}, &st)
		if got := s.modeFile(); got != test.want {
			t.Errorf("%q set to %s is %q, want %q", test.before, test.mode, got, test.want)
		}
	}
}

func TestIfUnchosen(t *testing.T) {
	s := start(t, chosen("off 2026-01-01"))
	s.initialize(statusClient, nil)
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on", "ifUnchosen": true}, &st)
	if st.Mode != "off" || s.modeFile() != "off 2026-01-01" {
		t.Errorf("a choice was overwritten: %+v, %q", st, s.modeFile())
	}
}

func TestIfUnchosenIsAnnouncedWithUndo(t *testing.T) {
	s := start(t)
	s.Answer("window/showMessageRequest", func(params json.RawMessage) (any, *lsptest.Error) {
		if !strings.Contains(string(params), `"Undo"`) {
			t.Errorf("asked %s, want only the announcement", params)
		}
		return map[string]any{"title": "Undo"}, nil
	})
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off", "ifUnchosen": true}, &st)
	if st.Mode != "off" {
		t.Errorf("%+v", st)
	}
	s.AwaitMethod("window/showMessageRequest", nil)
	s.awaitChosen(false)
}

// startAnnounced starts a session that has announced the default off. The fake editor
// clicks Undo once click is closed.
func startAnnounced(t *testing.T) (s *session, click chan struct{}) {
	t.Helper()
	s = start(t, withFile("telemetry-ls/config.json", `{"defaultMode":"off"}`))
	click = make(chan struct{})
	s.Answer("window/showMessageRequest", func(json.RawMessage) (any, *lsptest.Error) {
		<-click
		return map[string]any{"title": "Undo"}, nil
	})
	s.initialize(statusClient, nil)
	s.awaitStatus("off", true)
	return s, click
}

// TestUndoOfAnAnnouncement checks that Undo doesn't undo a later switch.
func TestUndoOfAnAnnouncement(t *testing.T) {
	s, click := startAnnounced(t)
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "local"}, &st)
	close(click)
	s.AwaitMethod("window/showMessage", func(p string) bool { return strings.Contains(p, "changed") })
	if got := s.modeFile(); got != "local 2026-11-22" {
		t.Errorf("mode file %q, want the later choice", got)
	}
}

// TestUndoOfAnAnnouncementAfterTheSameChoice checks that Undo doesn't undo a later
// choice, even of the same mode as the default.
func TestUndoOfAnAnnouncementAfterTheSameChoice(t *testing.T) {
	s, click := startAnnounced(t)
	var st wireStatus
	for _, mode := range []string{"on", "off"} {
		s.Execute("telemetry-ls.setMode", map[string]any{"mode": mode}, &st)
	}
	close(click)
	s.AwaitMethod("window/showMessage", func(p string) bool { return strings.Contains(p, "changed") })
	if got := s.modeFile(); got != "off 2026-11-22" {
		t.Errorf("mode file %q, want the later choice", got)
	}
	s.Execute("telemetry-ls.undoSwitch", nil, &st) // which is still available
	if st.Mode != "on" {
		t.Errorf("undone to %+v, want on", st)
	}
}

// TestSwitchesBeforeTheEnd checks that the server completes the switches requested
// before the editor quits.
func TestSwitchesBeforeTheEnd(t *testing.T) {
	for name, end := range map[string]func(*session){
		"shutdown and exit": func(s *session) { s.Request("shutdown", nil); s.Notify("exit", nil) },
		"exit":              func(s *session) { s.Notify("exit", nil) },
		"input closed":      func(s *session) { s.CloseInput() },
	} {
		for range 10 {
			s := start(t)
			s.initialize(statusClient, map[string]any{"prompt": "never"})
			for _, mode := range []string{"off", "on", "local"} {
				s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.setMode", map[string]any{"mode": mode}))
			}
			end(s)
			s.exitCode()
			if got := s.modeFile(); got != "local 2026-11-22" {
				t.Errorf("%s: mode file %q, want the last one sent", name, got)
			}
		}
	}
}

// TestSwitchesKeepTheirOrder checks that switches sent without waiting are made in
// that order.
func TestSwitchesKeepTheirOrder(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	for range 20 {
		for _, mode := range []string{"off", "on", "local"} {
			s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.setMode", map[string]any{"mode": mode}))
		}
		s.Response(s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.resetPrompt", nil)))
		if got := s.modeFile(); got != "local 2026-11-22" {
			t.Fatalf("mode file %q, want the last one sent", got)
		}
	}
}

// TestStatusAfterSwitch checks that a status requested after a switch shows it, even
// if the editor doesn't wait for the switch's answer.
func TestStatusAfterSwitch(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	for i := range 40 {
		want := []string{"off", "local"}[i%2]
		s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.setMode", map[string]any{"mode": want}))
		var st wireStatus
		s.Execute("telemetry-ls.status", nil, &st)
		if st.Mode != want {
			t.Fatalf("switch %d: the status says %s, want %s", i, st.Mode, want)
		}
	}
}

func executeParamsOf(command string, argument any) map[string]any {
	p := map[string]any{"command": command}
	if argument != nil {
		p["arguments"] = []any{argument}
	}
	return p
}

func TestNoticeOfEverySwitchToOn(t *testing.T) {
	notices := func(s *session) int {
		return s.Count(func(m lsptest.Message) bool {
			return m.Method == "window/showMessage" && strings.Contains(string(m.Params), "telemetry.go.dev/privacy")
		})
	}
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, &st)
	if n := notices(s); n != 1 {
		t.Errorf("%d notices after the switch, want 1", n)
	}
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, &st)
	if n := notices(s); n != 1 {
		t.Errorf("%d notices after a switch without effect, want 1", n)
	}
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
	s.Execute("telemetry-ls.undoSwitch", nil, &st)
	if n := notices(s); n != 2 || st.Mode != "on" {
		t.Errorf("%d notices after an undo back to on, want 2: %+v", n, st)
	}

	own := start(t)
	own.initialize(map[string]any{"experimental": map[string]any{"goTelemetryStatus": true, "goTelemetryNotice": true}}, map[string]any{"prompt": "never"})
	own.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, &st)
	if n := notices(own); n != 0 {
		t.Errorf("%d notices to an editor that shows the notice, want 0", n)
	}
}

func TestSetModeNotWritable(t *testing.T) {
	s := start(t, func(s *session, _ *Options) {
		// A file is in place of the telemetry directory.
		s.write(filepath.Join(s.config, "go"), "")
	})
	s.initialize(statusClient, nil)
	e := s.ExecuteError("telemetry-ls.setMode", map[string]any{"mode": "on"})
	if e.Code != -32803 || !strings.Contains(e.Message, filepath.Join(s.config, "go")) {
		t.Errorf("%+v, want RequestFailed with the name of the directory", e)
	}
}

func TestBadArguments(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, nil)
	for _, argument := range []any{nil, "on", map[string]any{"mode": "ON"}, map[string]any{"mode": true}, map[string]any{"mode": "on", "x": 1}} {
		if e := s.ExecuteError("telemetry-ls.setMode", argument); e.Code != -32602 || !strings.Contains(e.Message, "on, local, off") {
			t.Errorf("%v: %+v", argument, e)
		}
	}
	if e := s.ExecuteError("telemetry-ls.nope", nil); e.Code != -32602 || !strings.Contains(e.Message, "telemetry-ls.setMode") {
		t.Errorf("%+v", e)
	}
	wantError(t, s.Call("workspace/executeCommand", map[string]any{"command": "telemetry-ls.status", "arguments": 7}), -32602, "arguments")
	if s.modeFile() != "" {
		t.Errorf("mode file %q", s.modeFile())
	}
}

// TestStatusFollowsOtherWriters starts without a telemetry directory.
func TestStatusFollowsOtherWriters(t *testing.T) {
	s := start(t)
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	s.awaitStatus("local", false)
	s.write(s.dir.ModeFile(), "on 2026-11-01")
	st := s.awaitStatus("on", true)
	if st.Since == nil || *st.Since != "2026-11-01" || st.Text != "Go telemetry: on" {
		t.Errorf("%+v", st)
	}
	s.write(s.dir.ModeFile(), "OFF")
	for _, p := range s.awaitStatus("local", true).Problems {
		if p.Code != "malformed-mode-file" || p.Hint == "" {
			t.Errorf("%+v", p)
		}
	}
	if err := os.RemoveAll(filepath.Join(s.config, "go")); err != nil {
		t.Fatal(err)
	}
	s.AwaitCount("never chosen again", 2, func(m lsptest.Message) bool {
		return m.Method == "goTelemetry/status" && strings.Contains(string(m.Params), `"chosen":false`)
	})
}

func TestStatusIsNeverSentTwice(t *testing.T) {
	s := start(t, chosen("off 2026-01-01"))
	s.initialize(statusClient, nil)
	s.awaitStatus("off", true)
	for range 5 {
		s.write(s.dir.ModeFile(), "off 2026-01-01")
	}
	s.write(s.dir.ModeFile(), "local 2026-01-02")
	s.awaitStatus("local", true)
	last := ""
	s.Count(func(m lsptest.Message) bool {
		if m.Method == "goTelemetry/status" {
			if string(m.Params) == last {
				t.Errorf("sent twice: %s", last)
			}
			last = string(m.Params)
		}
		return false
	})
}

func TestStatusOnlyIfRequested(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	var st wireStatus
	s.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
	s.AwaitMethod("window/showMessage", func(p string) bool { return strings.Contains(p, "Go telemetry: off") })
	if n := s.Count(func(m lsptest.Message) bool { return m.Method == "goTelemetry/status" }); n != 0 {
		t.Errorf("%d status notifications for a client without the capability", n)
	}
}
