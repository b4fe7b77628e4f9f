package test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// typed runs a go command that fails because of its invalid arguments.
func (h *home) typed(args ...string) {
	h.t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = h.module(), goEnv(h.path)
	if out, err := cmd.CombinedOutput(); err == nil {
		h.t.Fatalf("go %q succeeded:\n%s", args, out)
	}
}

// TestNamesHoldWordsThatWereTyped checks what the explanation says about counter names
// that contain the user's words: Go records them verbatim on this machine, and would
// upload none of them.
func TestNamesHoldWordsThatWereTyped(t *testing.T) {
	h := newHome(t)
	h.typed("help", "/home/me/secret")
	h.typed("mod", "help", "secret-module")
	h.typed("build", "-buildmode=secret-mode")
	recorded := []string{"help-/home/me/secret", "mod-help-secret-module", "secret-mode"}

	env, configured := h.realConfig()
	ours := h.start(serverPath, env...)
	initialize(ours, h.module(), map[string]any{"prompt": "never", "uploadConfig": "cached"})
	var summary json.RawMessage
	ours.Execute("telemetry-ls.summary", nil, &summary)
	for _, name := range recorded {
		if !strings.Contains(string(summary), `"name":"`+name+`"`) {
			t.Errorf("%q was not recorded", name)
		}
	}
	privacy, err := os.ReadFile("../docs/privacy.md")
	if err != nil {
		t.Fatal(err)
	}
	for where, text := range map[string]string{"explanation": page(ours, "explanation"), "docs/privacy.md": string(privacy)} {
		for _, want := range []string{"`go help NAME`", "`go mod help NAME`", "`go build -buildmode=NAME`", "never uploaded", "https://policies.google.com/privacy"} {
			if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
				t.Errorf("%s doesn't say %s", where, want)
			}
		}
		if strings.Contains(strings.ToLower(text), "not collected") {
			t.Errorf("%s says that something is not collected", where)
		}
	}
	if !configured {
		t.Skip("can't check what would be uploaded without the real upload config beside the repository")
	}
	var preview struct {
		Weeks []struct {
			Report   json.RawMessage
			Withheld []struct{ Counter string }
		}
	}
	ours.Execute("telemetry-ls.preview", nil, &preview)
	withheld := ""
	for _, w := range preview.Weeks {
		if report := string(w.Report); strings.Contains(report, "secret") || !strings.Contains(report, "Programs") {
			t.Errorf("this would be uploaded: %s", report)
		}
		for _, c := range w.Withheld {
			withheld += c.Counter + "\n"
		}
	}
	for _, name := range recorded {
		if !strings.Contains(withheld, name+"\n") {
			t.Errorf("%q is not among the counters that stay on this machine:\n%s", name, withheld)
		}
	}
}

// TestNameOfAnUnknownEditor checks that a counter name can also contain the name of an
// unknown editor.
func TestNameOfAnUnknownEditor(t *testing.T) {
	path := requires.Program(t, "gopls")
	h := newHome(t)
	g := h.start(path)
	questions(g)
	g.Result("initialize", map[string]any{
		"processId": os.Getpid(), "rootUri": "file://" + h.module(), "capabilities": map[string]any{},
		"clientInfo": map[string]any{"name": "secret editor"},
	}, new(any))
	ours := h.start(serverPath)
	initialize(ours, h.module(), map[string]any{"prompt": "never"})
	var summary json.RawMessage
	ours.Execute("telemetry-ls.summary", nil, &summary)
	if !strings.Contains(string(summary), `"name":"secret editor"`) {
		t.Errorf("the name of the editor was not recorded: %s", summary)
	}
}

// page returns the text of a page.
func page(e *lsptest.Editor, document string) string {
	var result struct{ Text string }
	e.Execute("telemetry-ls.open", map[string]any{"document": document, "show": false}, &result)
	return result.Text
}

// realConfig downloads a real upload config into a module cache in this home, and returns
// the environment with the cache. ok is false if there is none beside the repository.
func (h *home) realConfig() (env []string, ok bool) {
	h.t.Helper()
	proxy := moduleProxy(h.t)
	if _, err := os.Stat(proxy); err != nil {
		return nil, false
	}
	env = []string{"GOPROXY=file://" + proxy, "GOSUMDB=off", "GOMODCACHE=" + filepath.Join(h.path, "modules"), "GOFLAGS=-mod=mod -modcacherw"}
	cmd := exec.Command("go", "mod", "download", "golang.org/x/telemetry/config@latest")
	cmd.Dir, cmd.Env = h.path, append(goEnv(h.path), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		h.t.Fatalf("downloading the upload config: %v\n%s", err, out)
	}
	return env, true
}
