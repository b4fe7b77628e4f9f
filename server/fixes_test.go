package server

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// offeredAction is a code action as an editor reads it.
type offeredAction struct {
	Title, Kind string
	IsPreferred bool
	Diagnostics []lintDiagnostic
	Edit        *struct {
		Changes         map[string][]textEdit
		DocumentChanges []struct {
			TextDocument struct {
				URI     string
				Version *int
			}
			Edits []textEdit
		}
	}
	Command *struct {
		Command   string
		Arguments []struct{ Mode string }
	}
}

// apply returns text after the edits of an action.
func (a offeredAction) apply(t *testing.T, uri, text string, inBytes bool) string {
	t.Helper()
	if a.Edit == nil {
		t.Fatalf("%s has no edit", a.Title)
	}
	edits := a.Edit.Changes[uri]
	for _, d := range a.Edit.DocumentChanges {
		if d.TextDocument.URI == uri && d.TextDocument.Version != nil && *d.TextDocument.Version == 1 {
			edits = append(edits, d.Edits...)
		}
	}
	if len(edits) == 0 {
		t.Fatalf("%s edits nothing in version 1 of %s: %+v", a.Title, uri, a.Edit)
	}
	for _, e := range slices.Backward(edits) {
		text = splice(text, e.Range, e.NewText, inBytes)
	}
	return text
}

// offered requests the code actions for a range of a document.
func (s *session) offered(uri string, r protocol.Range, context map[string]any) (got []offeredAction) {
	s.t.Helper()
	s.Result("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": uri}, "range": r, "context": context}, &got)
	return got
}

// on returns a range in one line.
func on(line, from, to uint32) protocol.Range {
	return protocol.Range{Start: protocol.Position{Line: line, Character: from}, End: protocol.Position{Line: line, Character: to}}
}

var (
	quickFixOnly = map[string]any{"only": []string{"quickfix"}, "diagnostics": []any{}}
	fixAllOnly   = map[string]any{"only": []string{"source.fixAll"}, "diagnostics": []any{}, "triggerKind": 2}
)

// editing are the capabilities of an editor that applies edits.
func editing(encoding string, documentChanges bool) map[string]any {
	return map[string]any{
		"textDocument": map[string]any{"codeAction": literalActions["textDocument"].(map[string]any)["codeAction"], "diagnostic": map[string]any{}},
		"workspace":    map[string]any{"workspaceEdit": map[string]any{"documentChanges": documentChanges}},
		"general":      map[string]any{"positionEncodings": []string{encoding}},
	}
}

// TestFixes applies each quick fix, and then all.
func TestFixes(t *testing.T) {
	for _, test := range []struct {
		text  string
		line  uint32
		fixed string // after the quick fix in that line
		all   string
	}{
		{"true\nexport GOTELEMETRY=off\ntrue\n", 1, "true\ntrue\n", "true\ntrue\n"},
		{"echo 😀é; export A=1 GOTELEMETRY=off B=2 # ü\n", 0, "echo 😀é; export A=1 B=2 # ü\n", "echo 😀é; export A=1 B=2 # ü\n"},
		{"true\r\n\texport GOTELEMETRY=off\r\ntrue\r\n", 1, "true\r\ntrue\r\n", "true\r\ntrue\r\n"},
		{"\ufeffexport GOTELEMETRY=off\ntrue\n", 0, "\ufefftrue\n", "\ufefftrue\n"},
		{
			"export GOTELEMETRY=off\nmake\nexport GOTELEMETRYDIR=/x A=1\nmake\ngo env -w GOTELEMETRY=off\n", 2,
			"export GOTELEMETRY=off\nmake\nexport A=1\nmake\ngo env -w GOTELEMETRY=off\n", "make\nexport A=1\nmake\n",
		},
	} {
		for _, encoding := range []string{"utf-16", "utf-8"} {
			for _, documentChanges := range []bool{false, true} {
				s := start(t)
				s.initialize(editing(encoding, documentChanges), map[string]any{"prompt": "never"})
				uri := s.openDocument("a.sh", "shellscript", test.text)
				fixes := s.offered(uri, on(test.line, 0, 999), quickFixOnly)
				if len(fixes) != 1 || fixes[0].Kind != "quickfix" || !fixes[0].IsPreferred || len(fixes[0].Diagnostics) != 1 {
					t.Fatalf("%q: %+v", test.text, fixes)
				}
				if diff := cmp.Diff(s.pull(uri, "").Items, fixes[0].Diagnostics); diff != "" && len(s.pull(uri, "").Items) == 1 {
					t.Errorf("%q: another diagnostic than the one that the editor has:\n%s", test.text, diff)
				}
				if diff := cmp.Diff(test.fixed, fixes[0].apply(t, uri, test.text, encoding == "utf-8")); diff != "" {
					t.Errorf("%q, fixed in %s (-want +got):\n%s", test.text, encoding, diff)
				}
				all := s.offered(uri, on(99, 0, 0), fixAllOnly)
				if len(all) != 1 || all[0].Kind != "source.fixAll.goTelemetry" {
					t.Fatalf("%q: %+v", test.text, all)
				}
				if diff := cmp.Diff(test.all, all[0].apply(t, uri, test.text, encoding == "utf-8")); diff != "" {
					t.Errorf("%q, all fixed in %s (-want +got):\n%s", test.text, encoding, diff)
				}
			}
		}
	}
}

// TestChoices checks that one mode of several is for the user to choose.
func TestChoices(t *testing.T) {
	s := start(t)
	s.initialize(editing("utf-16", true), map[string]any{"prompt": "never"})
	text := "go telemetry disable\n"
	uri := s.openDocument("a.sh", "shellscript", text)
	var got []string
	for _, a := range s.offered(uri, on(0, 15, 15), quickFixOnly) {
		if a.IsPreferred {
			t.Errorf("%s is preferred", a.Title)
		}
		got = append(got, a.apply(t, uri, text, false))
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"go telemetry local\n", "go telemetry off\n", "go telemetry on\n"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if all := s.offered(uri, on(0, 0, 0), fixAllOnly); len(all) != 0 {
		t.Errorf("fix-all chooses: %+v", all)
	}
}

// TestFixesOfTheRange checks that only findings in the requested range have fixes.
func TestFixesOfTheRange(t *testing.T) {
	s := start(t)
	s.initialize(editing("utf-16", true), map[string]any{"prompt": "never"})
	uri := s.openDocument("a.sh", "shellscript", "export GOTELEMETRY=off\nexport GOTELEMETRYDIR=/x\n")
	for _, test := range []struct {
		at   protocol.Range
		want int
	}{
		{on(0, 0, 6), 0},
		{on(0, 0, 7), 1},
		{on(0, 10, 10), 1},
		{on(0, 22, 22), 1},
		{on(1, 0, 0), 0},
		{on(2, 0, 0), 0},
		{on(9, 9, 9), 0},
		{protocol.Range{End: protocol.Position{Line: 1, Character: 30}}, 2},
	} {
		if got := s.offered(uri, test.at, quickFixOnly); len(got) != test.want {
			t.Errorf("%v: %d fixes, want %d", test.at, len(got), test.want)
		}
	}
}

// TestAccountAction checks which switch of the account is offered beside a finding.
func TestAccountAction(t *testing.T) {
	context := map[string]any{"only": []string{"source.goTelemetry"}, "triggerKind": 1, "diagnostics": []any{}}
	for _, test := range []struct{ file, text, want string }{
		{"", "export GOTELEMETRY=off\n", "off"},
		{"", "export GOTELEMETRY=local\n", "local"}, // the default, but not chosen
		{"", "export GOTELEMETRY=on\n", ""},
		{"", "export GOTELEMETRY=$X\n", ""},
		{"", "export GOTELEMETRYDIR=/x\n", ""},
		{"off 2026-01-01", "export GOTELEMETRY=off\n", ""},
		{"local 2026-01-01", "export GOTELEMETRY=local\n", ""},
		{"on 2026-01-01", "GOTELEMETRY=off GOTELEMETRYDIR=/x make; GOTELEMETRY=off make\n", "off"},
	} {
		s := start(t, func(s *session, o *Options) {
			if test.file != "" {
				chosen(test.file)(s, o)
			}
		})
		s.initialize(literalActions, map[string]any{"prompt": "never"})
		uri := s.openDocument("a.sh", "shellscript", test.text)
		offered := ""
		for _, a := range s.offered(uri, on(0, 0, 99), context) {
			if a.Kind != "source.goTelemetry" {
				continue
			}
			offered += a.Command.Arguments[0].Mode
			if want := "Switch Go telemetry to " + test.want + " for your user account"; a.Title != want || a.Command.Command != "telemetry-ls.setMode" || a.IsPreferred || a.Edit != nil {
				t.Errorf("%q: %+v, want %q", test.text, a, want)
			}
		}
		if offered != test.want {
			t.Errorf("%q, mode %q: offered %q, want %q", test.text, test.file, offered, test.want)
		}
		if away := s.offered(uri, on(1, 0, 0), context); slices.ContainsFunc(away, func(a offeredAction) bool { return a.Kind == "source.goTelemetry" }) {
			t.Errorf("%q: offered away from the finding", test.text)
		}
	}
}

// TestActionsWithoutLint checks that without lint there are no actions about findings.
func TestActionsWithoutLint(t *testing.T) {
	s := start(t)
	s.initialize(literalActions, map[string]any{"prompt": "never", "lint": false})
	uri := s.openDocument("a.sh", "shellscript", "export GOTELEMETRY=off\n")
	for _, context := range []map[string]any{quickFixOnly, fixAllOnly} {
		if got := s.offered(uri, on(0, 10, 10), context); len(got) != 0 {
			t.Errorf("%v: %+v", context, got)
		}
	}
}

// TestBareClientsGetNoEdits checks that a client that knows only commands gets them.
func TestBareClientsGetNoEdits(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	for trigger, want := range map[int][]string{
		1: {"telemetry-ls.setMode", "telemetry-ls.chooseMode"},
		2: nil,
	} {
		if diff := cmp.Diff(want, s.bareActions(map[string]any{"triggerKind": trigger})); diff != "" {
			t.Errorf("triggerKind %d: (-want +got)\n%s", trigger, diff)
		}
	}
}

// TestExcludedDocuments checks that a repository or a workspace folder can exclude
// documents, and that changes of its file count at once.
func TestExcludedDocuments(t *testing.T) {
	for _, repository := range []bool{false, true} {
		lines := make(chan string, 1000)
		s := start(t, func(_ *session, o *Options) { o.Log = logTo(lines) })
		root := t.TempDir()
		var folders []string
		if repository {
			s.write(filepath.Join(root, ".git", "HEAD"), "ref: refs/heads/main\n")
		} else {
			folders = append(folders, root)
		}
		s.initializeIn(folders, editing("utf-16", true), map[string]any{"prompt": "never"})
		uri := fileURI(filepath.Join(root, "a", "b", "x.sh"))
		s.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
			"uri": uri, "languageId": "shellscript", "version": 1, "text": "export GOTELEMETRY=off\n",
		}})
		id := ""
		want := func(n int) {
			t.Helper()
			got := s.pull(uri, id)
			if got.Kind != "full" || len(got.Items) != n {
				t.Errorf("%+v, want %d diagnostics", got, n)
			}
			id = got.ResultID
			if fixes := len(s.offered(uri, on(0, 10, 10), quickFixOnly)) + len(s.offered(uri, on(0, 10, 10), fixAllOnly)); fixes != 2*n {
				t.Errorf("%d fixes, want %d", fixes, 2*n)
			}
		}
		file := filepath.Join(root, ".telemetry-ls.json")
		want(1)
		s.write(file, `{"lint": {"exclude": ["a/**/*.sh"]}}`)
		want(0)
		id = "another"
		s.write(file, `{"lint": {"exclude": "a"}}`)
		want(1)
		awaitLine(t, lines, "lint.exclude")
		s.pull(uri, "")
		s.Execute("telemetry-ls.status", nil, new(json.RawMessage))
		for len(lines) > 0 {
			if line := <-lines; strings.Contains(line, "lint.exclude") {
				t.Errorf("said again: %s", line)
			}
		}
	}
}

// TestExclusionIsPublished checks that published diagnostics follow the files that exclude
// documents, in an editor that watches files.
func TestExclusionIsPublished(t *testing.T) {
	s := start(t)
	s.Answer("client/registerCapability", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	root := t.TempDir()
	s.initializeIn([]string{root}, map[string]any{"workspace": map[string]any{"didChangeWatchedFiles": map[string]any{"dynamicRegistration": true}}},
		map[string]any{"prompt": "never"})
	s.AwaitMethod("client/registerCapability", func(p string) bool {
		return strings.Contains(p, `"workspace/didChangeWatchedFiles"`) && strings.Contains(p, `"**/.telemetry-ls.json"`)
	})
	uri := fileURI(filepath.Join(root, "x.sh"))
	s.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": uri, "languageId": "shellscript", "version": 1, "text": "export GOTELEMETRY=off\n",
	}})
	s.awaitPublication(uri, func(p lintPublication) bool { return len(p.Diagnostics) == 1 })
	file := filepath.Join(root, ".telemetry-ls.json")
	s.write(file, `{"lint": {"exclude": ["*.sh"]}}`)
	s.Notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": fileURI(file), "type": 1}}})
	s.awaitPublication(uri, func(p lintPublication) bool { return len(p.Diagnostics) == 0 })
}
