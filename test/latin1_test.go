package test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// latin1Home returns a home with a Latin-1 path, in which names and texts aren't valid
// UTF-8 wherever that is possible.
func latin1Home(t *testing.T) (h *home, env []string) {
	t.Helper()
	h = newHome(t)
	h.path = filepath.Join(h.path, "j\xfcrgen")
	if err := os.Mkdir(h.path, 0o755); err != nil {
		t.Skipf("this file system allows only UTF-8 names: %v", err)
	}
	now := time.Now().UTC()
	day := func(n int) string { return now.AddDate(0, 0, n).Format(time.DateOnly) }
	counts := []counttest.Count{{Name: "a\xff:b", Value: 1}, {Name: "a\xfe:b", Value: 2}, {Name: "chart:\xe9", Value: 3}, {Name: "gopls/bug\nmain.\xff:+1\nx", Value: 4}}
	local := filepath.Join(h.telemetryDir(), "local")
	for name, file := range map[string]counttest.CounterFile{
		"running\xff": {Program: "p\xff", Version: "v\xff", GoVersion: "go\xff", GOOS: "linu\xff", GOARCH: "\xff", Begin: day(-1), End: day(3), Counts: counts},
		"running\xfe": {Program: "p\xfe", Version: "v\xff", GoVersion: "go\xff", GOOS: "linu\xff", GOARCH: "\xff", Begin: day(-1), End: day(3), Counts: counts},
		"over":        {Program: "p\xff", Version: "v\xff", GoVersion: "go\xff", GOOS: "linu\xff", GOARCH: "\xff", Begin: day(-12), End: day(-5), Counts: counts},
	} {
		h.write(filepath.Join(local, name+".v1.count"), string(file.Bytes()))
	}
	report := "{\"Week\":\"DAY\",\"LastWeek\":\"\xff\",\"X\":0.5,\"Programs\":[{\"Program\":\"p\xff\",\"Version\":\"v\xff\",\"GoVersion\":\"go\xff\",\"GOOS\":\"\xff\",\"GOARCH\":\"\xff\"," +
		"\"Counters\":{\"a\xff\":1,\"a\xfe\":2},\"Stacks\":{\"s\xff\\nmain.\xff:+1\":1,\"s\xff\\nmain.\xfe:+1\":1}}],\"Config\":\"v\xff\"}"
	for name, week := range map[string]string{"local/local.": day(-14), "local/": day(-14), "upload/": day(-21)} {
		h.write(filepath.Join(h.telemetryDir(), filepath.FromSlash(name)+week+".json"), strings.ReplaceAll(report, "DAY", week))
	}
	for _, name := range []string{"\xff", "local/\xff.v1.count", "local/\xff.json", "debug/\xff.log", "upload/\xff/x"} {
		h.write(filepath.Join(h.telemetryDir(), filepath.FromSlash(name)), "\xff")
	}
	h.write(filepath.Join(h.telemetryDir(), "local", "weekends"), "\xff")
	tmp := filepath.Join(h.path, "tm\xfc")
	if err := os.Mkdir(tmp, 0o755); err != nil {
		t.Fatal(err)
	}
	return h, []string{"GOTELEMETRY=\xff", "GOTELEMETRYDIR=/\xff", "GOFLAGS=\xff", "TMPDIR=" + tmp}
}

// TestLatin1OnTheWire checks that names that aren't UTF-8 disturb no command, no switch
// and no notification of the status.
func TestLatin1OnTheWire(t *testing.T) {
	h, env := latin1Home(t)
	e := h.start(serverPath, env...)
	shown := make(chan string, 100)
	e.Answer("window/showDocument", func(params json.RawMessage) (any, *lsptest.Error) {
		shown <- string(params)
		return map[string]any{"success": true}, nil
	})
	e.Answer("window/showMessageRequest", func(params json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	var result any
	e.Result("initialize", map[string]any{
		"processId": os.Getpid(), "initializationOptions": map[string]any{"prompt": "never", "uploadConfig": "cached"},
		"capabilities": map[string]any{
			"experimental": map[string]any{"goTelemetryStatus": true},
			"window":       map[string]any{"showDocument": map[string]any{"support": true}, "workDoneProgress": true},
		},
	}, &result)
	e.Notify("initialized", map[string]any{})
	for _, mode := range []string{"on", "off", "local"} {
		var st struct{ Mode, Dir, Tooltip string }
		e.Execute("telemetry-ls.setMode", map[string]any{"mode": mode}, &st)
		if st.Mode != mode || !strings.Contains(st.Dir, "j\ufffdrgen") || !strings.Contains(st.Tooltip, "j\ufffdrgen") {
			t.Errorf("the status after a switch to %s is %+v", mode, st)
		}
		e.AwaitMethod("goTelemetry/status", func(p string) bool { return strings.Contains(p, `"mode":"`+mode+`"`) })
		h.everyCommand(e, mode)
	}
	for range commands.Open.Params()[0].Values {
		uri := <-shown
		if !strings.Contains(uri, "j%FCrgen") {
			t.Errorf("the editor showed %s, want the bytes of the home escaped", uri)
		}
	}
	if raw, err := os.ReadFile(filepath.Join(h.telemetryDir(), "mode")); err != nil || !strings.HasPrefix(string(raw), "local ") {
		t.Errorf("mode file %q, %v", raw, err)
	}
}

// everyCommand runs each command except those that switch the mode.
func (h *home) everyCommand(e *lsptest.Editor, mode string) {
	h.t.Helper()
	for _, c := range commands.All() {
		switch c.ID {
		case commands.SetMode.ID, commands.UndoSwitch.ID:
		case commands.Open.ID:
			for _, page := range c.Params()[0].Values {
				var got struct{ Text string }
				e.Execute(c.ID, map[string]any{"document": page}, &got)
				if got.Text == "" {
					h.t.Errorf("mode %s: page %s has no text", mode, page)
				}
			}
		case commands.Summary.ID:
			for _, program := range []string{"", "p\ufffd", "p\xff"} {
				e.Execute(c.ID, map[string]any{"program": program}, new(any))
			}
		default:
			e.Execute(c.ID, nil, new(any))
		}
	}
}

// TestLatin1OnTheCommandLine checks that every subcommand prints valid UTF-8 and JSON.
func TestLatin1OnTheCommandLine(t *testing.T) {
	h, env := latin1Home(t)
	run := func(args ...string) string {
		cmd := exec.Command(serverPath, args...)
		cmd.Env = append(goEnv(h.path), env...)
		cmd.Dir = h.path
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil && args[0] != "doctor" { // the doctor finds the variables and fails
			t.Errorf("%q: %v\n%s", args, err, stderr.String())
		}
		return string(out)
	}
	for _, mode := range []string{"", "off", "local"} {
		if mode != "" {
			run("set", mode)
		}
		for _, verb := range []string{"status", "summary", "preview", "files", "doctor"} {
			out := run(verb, "--json")
			if !json.Valid([]byte(out)) || !utf8.ValidString(out) {
				t.Errorf("%s --json printed %q", verb, out)
			}
			if run(verb) == "" {
				t.Errorf("%s printed nothing", verb)
			}
		}
		page := run("dashboard", "--html", "-")
		if !utf8.ValidString(page) || !strings.Contains(page, "p\ufffd") {
			t.Errorf("the dashboard isn't valid UTF-8, or a program is missing")
		}
		run("dashboard", "--html", filepath.Join(h.path, "\xff.html"))
		run("summary", "--program", "p\xff")
	}
	run("clean", "--yes")
}
