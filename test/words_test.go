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

// typed runs a go command that fails, since what was typed makes no sense.
func (h *home) typed(args ...string) {
	h.t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = h.module(), goEnv(h.path)
	if out, err := cmd.CombinedOutput(); err == nil {
		h.t.Fatalf("go %q succeeds:\n%s", args, out)
	}
}

// TestNamesHoldWordsThatWereTyped: what the explanation says of names with words of
// the user's. Here they are recorded verbatim, and nothing of them would be uploaded.
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
				t.Errorf("%s does not say %s", where, want)
			}
		}
		if strings.Contains(strings.ToLower(text), "not collected") {
			t.Errorf("%s says what is not collected", where)
		}
	}
	if !configured {
		t.Skip("the real upload config is not beside the repository: what would be uploaded was not looked at")
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
			t.Errorf("%q is not among what stays here:\n%s", name, withheld)
		}
	}
}

// TestNameOfAnUnknownEditor: the other words that a name can hold.
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

// page gives the text of one of our pages.
func page(e *lsptest.Editor, document string) string {
	var result struct{ Text string }
	e.Execute("telemetry-ls.open", map[string]any{"document": document, "show": false}, &result)
	return result.Text
}

// realConfig puts a real upload config into a module cache of the home's own, and
// gives the environment that leads there. It is false where there is none beside
// the repository.
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
