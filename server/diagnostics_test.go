package server

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/lint"
)

// lintReport is a report about a document, and lintPublication a publication.
type (
	lintReport struct {
		Kind, ResultID string
		Items          []lintDiagnostic
	}
	lintPublication struct {
		URI         string
		Version     *int
		Diagnostics []lintDiagnostic
	}
	lintDiagnostic struct {
		Range           wireRange
		Severity        int
		Code            string
		CodeDescription struct{ Href string }
		Source, Message string
	}
	wireRange struct{ Start, End struct{ Line, Character int } }
)

func (r wireRange) String() string {
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Character, r.End.Line, r.End.Character)
}

// ranges returns the ranges and codes of diagnostics.
func ranges(list []lintDiagnostic) (got []string) {
	for _, d := range list {
		got = append(got, d.Range.String()+" "+d.Code)
	}
	return got
}

// pull requests the diagnostics of a document.
func (s *session) pull(uri, previous string) lintReport {
	s.t.Helper()
	params := map[string]any{"textDocument": map[string]any{"uri": uri}}
	if previous != "" {
		params["previousResultId"] = previous
	}
	var got lintReport
	s.Result("textDocument/diagnostic", params, &got)
	return got
}

// change replaces the text of a document.
func (s *session) change(uri string, version int, text string) {
	s.Notify("textDocument/didChange", map[string]any{
		"textDocument": map[string]any{"uri": uri, "version": version}, "contentChanges": []any{map[string]any{"text": text}},
	})
}

// await waits for a publication.
func (s *session) awaitPublication(uri string, match func(lintPublication) bool) lintPublication {
	s.t.Helper()
	var found lintPublication
	s.AwaitMethod("textDocument/publishDiagnostics", func(raw string) bool {
		var p lintPublication
		if json.Unmarshal([]byte(raw), &p) != nil || p.URI != uri || !match(p) {
			return false
		}
		found = p
		return true
	})
	return found
}

func TestLintPulled(t *testing.T) {
	s := start(t)
	s.initialize(pullClient, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.sh", "shellscript", "export GOTELEMETRY=off\ngo telemetry never\n")
	got := s.pull(uri, "")
	if diff := cmp.Diff([]string{"0:7-0:22 ineffective-env", "1:13-1:18 invalid-mode"}, ranges(got.Items)); diff != "" || got.Kind != "full" || got.ResultID == "" {
		t.Fatalf("%+v (-want +got)\n%s", got, diff)
	}
	first := got.Items[0]
	if first.Severity != 2 || first.Source != "telemetry-ls" || !strings.HasSuffix(first.CodeDescription.Href, "/docs/lint.md#ineffective-env") ||
		!strings.Contains(first.Message, "Go ignores GOTELEMETRY") {
		t.Errorf("%+v", first)
	}
	if n := s.Count(func(m lsptest.Message) bool { return m.Method == "textDocument/publishDiagnostics" }); n != 0 {
		t.Error("published to a client that requests diagnostics")
	}
}

// TestResultIDs checks that a report is repeated only if the document, the settings or the
// server process changed.
func TestResultIDs(t *testing.T) {
	s := start(t)
	s.Answer("workspace/diagnostic/refresh", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	s.initialize(map[string]any{
		"textDocument": pullClient["textDocument"], "workspace": map[string]any{"diagnostics": map[string]any{"refreshSupport": true}},
	}, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.sh", "shellscript", "export GOTELEMETRY=off\n")
	first := s.pull(uri, "")
	if again := s.pull(uri, first.ResultID); again.Kind != "unchanged" || again.ResultID != first.ResultID || again.Items != nil {
		t.Errorf("unchanged document: %+v", again)
	}
	if other := s.pull(uri, "of another process"); other.Kind != "full" {
		t.Errorf("unknown id: %+v", other)
	}
	s.change(uri, 2, "export GOTELEMETRY=off\ntrue\n")
	second := s.pull(uri, first.ResultID)
	if second.Kind != "full" || len(second.Items) != 1 || second.ResultID == first.ResultID {
		t.Errorf("changed document: %+v", second)
	}
	s.setLint(false)
	s.AwaitMethod("workspace/diagnostic/refresh", nil)
	without := s.pull(uri, second.ResultID)
	if without.Kind != "full" || len(without.Items) != 0 || without.ResultID == "" {
		t.Errorf("without lint: %+v", without)
	}
	if again := s.pull(uri, without.ResultID); again.Kind != "unchanged" {
		t.Errorf("still without lint: %+v", again)
	}
	s.setLint(true)
	if back := s.pull(uri, without.ResultID); back.Kind != "full" || len(back.Items) != 1 {
		t.Errorf("with lint again: %+v", back)
	}
}

// setLint changes the setting, as a client without workspace/configuration does.
func (s *session) setLint(on bool) {
	s.Notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{"goTelemetry": map[string]any{"lint": on}}})
}

func TestLintPublished(t *testing.T) {
	for _, versions := range []bool{false, true} {
		s := start(t)
		s.initialize(map[string]any{"textDocument": map[string]any{"publishDiagnostics": map[string]any{"versionSupport": versions}}}, map[string]any{"prompt": "never"})
		uri := s.openDocument("a.sh", "shellscript", "export GOTELEMETRY=off\n")
		opened := s.awaitPublication(uri, func(p lintPublication) bool { return len(p.Diagnostics) == 1 })
		if (opened.Version != nil) != versions || versions && *opened.Version != 1 {
			t.Errorf("versions %v: %+v", versions, opened)
		}
		s.change(uri, 7, "# nothing\n")
		s.awaitPublication(uri, func(p lintPublication) bool {
			return len(p.Diagnostics) == 0 && (!versions || *p.Version == 7)
		})
		s.change(uri, 8, "export GOTELEMETRY=off GOTELEMETRYDIR=/x\n")
		s.awaitPublication(uri, func(p lintPublication) bool { return len(p.Diagnostics) == 2 })
		s.setLint(false)
		s.AwaitCount("no diagnostics again", 2, isClearing(uri))
		s.setLint(true)
		s.AwaitCount("all diagnostics again", 2, func(m lsptest.Message) bool { return strings.Contains(string(m.Params), "ineffective-dir") })
		s.Notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uri}})
		s.AwaitCount("no diagnostics after the document was closed", 3, isClearing(uri))
	}
}

func isClearing(uri string) func(lsptest.Message) bool {
	return func(m lsptest.Message) bool {
		var p lintPublication
		return m.Method == "textDocument/publishDiagnostics" && json.Unmarshal(m.Params, &p) == nil && p.URI == uri && len(p.Diagnostics) == 0
	}
}

// TestChangeStorm checks that the diagnostics published after many changes are those of
// the last version, and that none are of an older version than those before.
func TestChangeStorm(t *testing.T) {
	s := start(t)
	s.initialize(map[string]any{"textDocument": map[string]any{"publishDiagnostics": map[string]any{"versionSupport": true}}}, map[string]any{"prompt": "never"})
	const changes = 1000
	uri := s.openDocument("a.sh", "shellscript", strings.Repeat("true\n", 1000))
	for i := range changes {
		at := map[string]any{"line": i % 900, "character": 0}
		s.Notify("textDocument/didChange", map[string]any{
			"textDocument":   map[string]any{"uri": uri, "version": i + 2},
			"contentChanges": []any{map[string]any{"range": map[string]any{"start": at, "end": at}, "text": "export GOTELEMETRY=off\n"}},
		})
	}
	s.awaitPublication(uri, func(p lintPublication) bool { return *p.Version == changes+1 && len(p.Diagnostics) == changes })
	last := 0
	s.Count(func(m lsptest.Message) bool {
		var p lintPublication
		if m.Method == "textDocument/publishDiagnostics" && json.Unmarshal(m.Params, &p) == nil {
			if *p.Version < last {
				t.Errorf("version %d published after %d", *p.Version, last)
			}
			last = *p.Version
		}
		return false
	})
}

// TestBrokenDocument checks that the diagnostics of unchanged lines stay while the user
// types something that doesn't parse.
func TestBrokenDocument(t *testing.T) {
	s := start(t)
	s.initialize(pullClient, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.sh", "shellscript", "true\nexport GOTELEMETRY=off\nexport GOTELEMETRYDIR=/x\n")
	const env, dir = "ineffective-env", "ineffective-dir"
	s.pull(uri, "")
	for i, step := range []struct {
		text string
		want []string
	}{
		{"true 'x\n\nexport GOTELEMETRY=off\nexport GOTELEMETRYDIR=/x\n", []string{"2:7-2:22 " + env, "3:7-3:24 " + dir}},
		{"true 'x\n\nexport GOTELEMETRY=off\n", []string{"2:7-2:22 " + env}},
		{"true 'x'\n\nexport GOTELEMETRYX=off\n", nil},
		{"true 'x\n\nexport GOTELEMETRY=off\n", nil}, // in a string, as far as anybody can tell
	} {
		s.change(uri, i+2, step.text)
		if diff := cmp.Diff(step.want, ranges(s.pull(uri, "").Items)); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", step.text, diff)
		}
	}
}

// TestPlacesOfFindings checks ranges in the encoding of the client.
func TestPlacesOfFindings(t *testing.T) {
	for _, test := range []struct{ text, utf16, utf8 string }{
		{"echo 😀é; export GOTELEMETRY=off\n", "0:17-0:32", "0:20-0:35"},
		{"true\r\n\texport GOTELEMETRY='off'\r\n", "1:8-1:25", "1:8-1:25"},
		{"\ufeffexport GOTELEMETRY=off\n", "0:8-0:23", "0:10-0:25"},
		{"export GOTELEMETRY=😀\n", "0:7-0:21", "0:7-0:23"},
	} {
		for encoding, want := range map[string]string{"utf-16": test.utf16, "utf-8": test.utf8} {
			s := start(t)
			s.initialize(map[string]any{
				"textDocument": pullClient["textDocument"], "general": map[string]any{"positionEncodings": []string{encoding}},
			}, map[string]any{"prompt": "never"})
			got := ranges(s.pull(s.openDocument("a.sh", "shellscript", test.text), "").Items)
			if len(got) != 1 || got[0] != want+" ineffective-env" {
				t.Errorf("%q, %s: %q, want %s", test.text, encoding, got, want)
			}
		}
	}
}

// TestUncheckedDocuments checks that large and binary documents are skipped, and that the
// log says so once.
func TestUncheckedDocuments(t *testing.T) {
	lines := make(chan string, 1000)
	s := start(t, func(_ *session, o *Options) { o.Log = logTo(lines) })
	s.initialize(pullClient, map[string]any{"prompt": "never"})
	const finding = "export GOTELEMETRY=off\n"
	for _, text := range []string{finding + "\x00", strings.Repeat(finding, lint.MaxSize/len(finding)+1), strings.Repeat(finding, maxDocument/len(finding)+1)} {
		uri := s.openDocument("a.sh", "shellscript", text)
		for range 2 {
			if got := s.pull(uri, ""); len(got.Items) != 0 {
				t.Errorf("%d diagnostics in a text of %d bytes", len(got.Items), len(text))
			}
			s.change(uri, 2, text)
		}
		s.Notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uri}})
	}
	s.Execute("telemetry-ls.status", nil, new(any))
	said := 0
	for len(lines) > 0 {
		if strings.Contains(<-lines, "not checking a document") {
			said++
		}
	}
	if said != 3 {
		t.Errorf("said %d times, want once for each document", said)
	}
}

// TestPathsOfDocuments checks the paths by which languages are recognized.
func TestPathsOfDocuments(t *testing.T) {
	for uri, want := range map[string]string{
		"file:///w/a%20b/.github/workflows/x.yml": "/w/a b/.github/workflows/x.yml",
		"untitled:Untitled-1":                     "Untitled-1",
		"vscode-vfs://github/o/r/x.sh":            "/o/r/x.sh",
		"/w/x.sh":                                 "/w/x.sh",
		"file:///c%3A/w/x.sh":                     "/c:/w/x.sh",
	} {
		if got := pathOf(uri); got != want {
			t.Errorf("%s: %q, want %q", uri, got, want)
		}
	}
}
