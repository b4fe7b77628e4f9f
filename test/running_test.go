package test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// process is a program in the result of telemetry-ls.running.
type process struct {
	Program string
	PID     int
	Version string
}

func running(e *lsptest.Editor) []process {
	var result struct {
		Supported bool
		Programs  []process
	}
	e.Execute("telemetry-ls.running", nil, &result)
	return result.Programs
}

// hasGopls reports whether programs has the gopls with this process ID.
func hasGopls(programs []process, pid int) bool {
	return slices.ContainsFunc(programs, func(p process) bool {
		return p.PID == pid && p.Program == "golang.org/x/tools/gopls" && p.Version != ""
	})
}

// goplsSession is a session of a real gopls with an open file.
type goplsSession struct {
	*lsptest.Editor
	cmd *exec.Cmd
	uri string
}

func (h *home) startGopls(path string) goplsSession {
	h.t.Helper()
	module := h.module()
	g := goplsSession{cmd: exec.Command(path, "serve"), uri: "file://" + filepath.Join(module, "main.go")}
	g.Editor = h.startCommand(g.cmd)
	questions(g.Editor)
	initialize(g.Editor, module, nil)
	g.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": g.uri, "languageId": "go", "version": 1, "text": "package main\n\nfunc main() { println(\"hello\") }\n",
	}})
	return g
}

func (g goplsSession) hover(times int) {
	for range times {
		var result any
		g.Result("textDocument/hover", map[string]any{
			"textDocument": map[string]any{"uri": g.uri}, "position": map[string]any{"line": 2, "character": 6},
		}, &result)
	}
}

func (g goplsSession) end() {
	var result any
	g.Result("shutdown", nil, &result)
	g.Notify("exit", nil)
	g.AwaitEnd()
	_ = g.cmd.Wait()
}

// hovers returns how many hovers of gopls the summary of this home has.
func hovers(e *lsptest.Editor) (total uint64) {
	var sum struct {
		Programs []struct {
			Charts []struct {
				Name  string
				Total uint64
			}
		}
	}
	e.Execute("telemetry-ls.summary", map[string]any{"program": "golang.org/x/tools/gopls"}, &sum)
	for _, p := range sum.Programs {
		for _, c := range p.Charts {
			if strings.HasPrefix(c.Name, "gopls/hover/") {
				total += c.Total
			}
		}
	}
	return total
}

// TestRunningGopls checks that a counting gopls continues after a switch to off, and that
// telemetry-ls names it until it ends. A gopls that was started in mode off doesn't start
// to count after a switch to local.
func TestRunningGopls(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("telemetry-ls finds counting programs only on Linux")
	}
	path := requires.Program(t, "gopls")
	h := newHome(t)
	ours := h.start(serverPath)
	initialize(ours, h.module(), map[string]any{"prompt": "never"})
	if got := running(ours); len(got) != 0 {
		t.Errorf("before the start of gopls: %v", got)
	}
	counting := h.startGopls(path)
	counting.hover(5)
	if got := running(ours); !hasGopls(got, counting.cmd.Process.Pid) {
		t.Errorf("while gopls counts: %v", got)
	}
	before := hovers(ours)
	ours.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, new(any))
	ours.AwaitMethod("window/showMessage", func(p string) bool {
		return strings.Contains(p, "Still counting: gopls") && strings.Contains(p, "until they are restarted")
	})
	counting.hover(20)
	if after := hovers(ours); before != 5 || after != 25 {
		t.Errorf("%d hovers before the switch to off and %d after it, want 5 and 25", before, after)
	}
	h.namesProcess(ours, counting.cmd.Process.Pid)
	for _, m := range []string{"local", "off", "off"} {
		out := h.run(h.path, serverPath, "set", m)
		if named := strings.Contains(out, "Still counting: gopls"); named != (m == "off") {
			t.Errorf("telemetry-ls set %s printed\n%s", m, out)
		}
	}
	live := h.contentClient()
	var content struct{ Text string }
	explanation := map[string]any{"uri": "go-telemetry:///explanation.md"}
	live.Result("workspace/textDocumentContent", explanation, &content)
	if !strings.Contains(content.Text, "Still counting:") {
		t.Errorf("the explanation is\n%s", content.Text)
	}
	counting.end()
	for n := 1; strings.Contains(content.Text, "Still counting:"); n++ { // the second process of gopls may end later
		live.AwaitCount("the explanation to be refreshed", n, func(m lsptest.Message) bool {
			return m.Method == "workspace/textDocumentContent/refresh"
		})
		live.Result("workspace/textDocumentContent", explanation, &content)
	}
	if got := running(ours); hasGopls(got, counting.cmd.Process.Pid) {
		t.Errorf("after the end of gopls: %v", got)
	}

	idle := h.startGopls(path)
	idle.hover(5)
	ours.Execute("telemetry-ls.setMode", map[string]any{"mode": "local"}, new(any))
	idle.hover(5)
	if got := hovers(ours); got != 25 {
		t.Errorf("a gopls that was started in mode off counted %d hovers after a switch to local", got-25)
	}
	if got := running(ours); hasGopls(got, idle.cmd.Process.Pid) {
		t.Errorf("a gopls that was started in mode off is named: %v", got)
	}
}

// namesProcess checks that the doctor and the explanation name the gopls that still
// counts.
func (h *home) namesProcess(e *lsptest.Editor, pid int) {
	h.t.Helper()
	name := fmt.Sprintf("gopls (process %d)", pid)
	var doctor struct {
		Checks []struct {
			Code, Message string
			OK            bool
		}
	}
	e.Execute("telemetry-ls.doctor", nil, &doctor)
	named := false
	for _, c := range doctor.Checks {
		named = named || c.Code == "running-programs" && !c.OK && strings.Contains(c.Message, name)
	}
	if !named {
		h.t.Errorf("the doctor does not name %s: %+v", name, doctor.Checks)
	}
	if text := page(e, "explanation"); !strings.Contains(text, name) {
		h.t.Errorf("the explanation does not name %s:\n%s", name, text)
	}
}
