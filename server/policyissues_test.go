package server

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// openFile opens a document with a path.
func (s *session) openFile(path, text string) (uri string) {
	s.t.Helper()
	uri = fileURI(path)
	s.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "json", "version": 1, "text": text}})
	return uri
}

// TestPolicyIssues checks the diagnostics in policy files: one for each error, with exact
// ranges, for an editor that requests them.
func TestPolicyIssues(t *testing.T) {
	for _, test := range []struct {
		name, text string
		machine    bool
		want       []string
	}{
		{"fine", `{"$schema": "x", "lint": {"exclude": ["a"]}, "policy": {"mode": "local", "reason": "é"}}`, false, nil},
		{"no policy", `{}`, false, nil},
		{"unknown keys", "{\n  \"polizy\": 1,\n  \"policy\": {\"mode\": \"off\", \"reazon\": []}\n}", false, []string{"1:2-1:10", "2:28-2:36"}},
		{"types", `{"policy": {"mode": 7, "reason": null, "url": "ftp://x"}}`, false, []string{"0:20-0:21", "0:33-0:37", "0:46-0:55"}},
		{"after characters of two units", `{"policy": {"reason": "𝄞é", "mode": "𝄞on"}}`, false, []string{"0:37-0:43"}},
		{"line ends", "{\r\n\"policy\": {\r\n\"mode\": \"of\"\r\n}}", false, []string{"2:8-2:12"}},
		{"both keys", `{"policy": {"mode": "off", "allowed": ["off"]}}`, false, []string{"0:11-0:46"}},
		{"apply", `{"policy": {"mode": "off", "apply": true}}`, false, []string{"0:27-0:34"}},
		{"half typed", "{\n  \"policy\": {\"mode\": ", false, []string{"1:20-1:21"}},
		{"machine without policy", `{}`, true, []string{"0:0-0:2"}},
		{"machine with lint", `{"policy": {"mode": "off"}, "lint": {}}`, true, []string{"0:28-0:34"}},
		{"machine", `{"policy": {"mode": "off"}}`, true, nil},
		{"too long", "{}\n" + strings.Repeat(" ", 64<<10), false, []string{"0:0-0:2"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), ".telemetry-ls.json")
			s := start(t, func(_ *session, o *Options) {
				if test.machine {
					path = filepath.Join(filepath.Dir(path), "policy.json")
					o.MachinePolicy = path
				}
			})
			s.initialize(pullClient, map[string]any{"prompt": "never", "lint": false})
			report := s.pull(s.openFile(path, test.text), "")
			var got []string
			for _, d := range report.Items {
				got = append(got, d.Range.String())
				if d.Severity != 1 || d.Code != "policy-invalid" || d.Source != "telemetry-ls" || d.Message == "" || !strings.HasSuffix(d.CodeDescription.Href, "/docs/policy.md#the-files") {
					t.Errorf("%+v", d)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%+v (-want +got)\n%s", report.Items, diff)
			}
		})
	}
}

// TestPolicyIssuesWhileTyping checks that they follow the text in the editor, not the file.
func TestPolicyIssuesWhileTyping(t *testing.T) {
	path := filepath.Join(t.TempDir(), ".telemetry-ls.json")
	s := start(t)
	s.write(path, `{"policy": {"mode": "local"}}`)
	s.initializeIn([]string{filepath.Dir(path)}, nil, quiet)
	uri := s.openFile(path, `{"policy": {"mode": "local"}}`)
	s.change(uri, 2, `{"policy": {"mode": "loca"}}`)
	got := s.awaitPublication(uri, func(p lintPublication) bool { return len(p.Diagnostics) > 0 })
	if diff := cmp.Diff([]string{"0:20-0:26 policy-invalid"}, ranges(got.Diagnostics)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	s.change(uri, 3, `{"policy": {"mode": "local"}}`)
	s.awaitPublication(uri, func(p lintPublication) bool { return len(p.Diagnostics) == 0 })
	s.openFile(filepath.Join(filepath.Dir(path), "other.json"), `{"policy": 7}`)
	s.Call("shutdown", nil)
	if n := s.Count(func(m lsptest.Message) bool {
		return m.Method == "textDocument/publishDiagnostics" && strings.Contains(string(m.Params), "other.json")
	}); n != 0 {
		t.Error("another file has diagnostics")
	}
}

// TestUntrustedPolicyIssue checks that the machine's file says why it isn't trusted.
func TestUntrustedPolicyIssue(t *testing.T) {
	needsAdministrator(t)
	var path string
	s := start(t, withMachine(applying("off")), func(_ *session, o *Options) {
		path = o.MachinePolicy
		if err := os.Chmod(path, 0o666); err != nil {
			t.Fatal(err)
		}
	})
	s.initialize(pullClient, quiet)
	got := s.pull(s.openFile(path, applying("off")), "").Items
	if len(got) != 1 || !strings.Contains(got[0].Message, "is writable by others") || applying("off")[got[0].Range.Start.Character:got[0].Range.End.Character] != `"apply"` {
		t.Errorf("got %+v", got)
	}
}

// TestPolicyIssueFollowsDisk checks that the diagnostics of the machine's file change when
// others get the right to change it.
func TestPolicyIssueFollowsDisk(t *testing.T) {
	needsAdministrator(t)
	var path string
	s := start(t, withMachine(applying("on")), func(_ *session, o *Options) { path = o.MachinePolicy })
	s.initialize(statusClient, quiet)
	s.awaitIntent("machine", "on")
	uri := s.openFile(path, applying("on"))
	for _, step := range []struct {
		mode   os.FileMode
		issues int
	}{{0o666, 1}, {0o644, 0}} {
		if err := os.Chmod(path, step.mode); err != nil {
			t.Fatal(err)
		}
		s.awaitPublication(uri, func(p lintPublication) bool { return len(p.Diagnostics) == step.issues })
	}
}
