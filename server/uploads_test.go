package server

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestUploadsHasTwoNames checks that the page is also available under its older name,
// sent.
func TestUploadsHasTwoNames(t *testing.T) {
	s := start(t)
	s.initialize(contentClient, map[string]any{"prompt": "never"})
	texts := map[string]string{}
	for _, name := range []string{"uploads", "sent"} {
		var opened struct{ URI, LanguageID, Text string }
		s.Execute("telemetry-ls.open", map[string]any{"document": name, "show": false}, &opened)
		if want := "go-telemetry:///" + name + ".md"; opened.URI != want || opened.LanguageID != "markdown" {
			t.Errorf("%s: opened as %s, %s, want %s, markdown", name, opened.URI, opened.LanguageID, want)
		}
		var served struct{ Text string }
		s.Result("workspace/textDocumentContent", map[string]any{"uri": opened.URI}, &served)
		if served.Text != opened.Text {
			t.Errorf("%s: served %q, opened %q", name, served.Text, opened.Text)
		}
		texts[name] = opened.Text
	}
	if texts["sent"] != texts["uploads"] || !strings.HasPrefix(texts["uploads"], "# Uploads") {
		t.Errorf("sent %q, uploads %q", texts["sent"], texts["uploads"])
	}
}

// TestNextUploadIsPublished checks that a Status doesn't wait for the preview, and
// matches it once it is known, whatever happens in the directory.
func TestNextUploadIsPublished(t *testing.T) {
	s := start(t, chosen("on 2026-01-01"), func(s *session, _ *Options) {
		s.write(filepath.Join(s.dir.LocalDir(), "2026-11-15.json"), `{"Week":"2026-11-15"}`)
		s.write(filepath.Join(s.dir.Path(), "upload", "x"), "")
	})
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	await := func(parts ...string) {
		t.Helper()
		s.AwaitMethod(methodStatus, func(params string) bool {
			return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(params, part) })
		})
		var st, p struct{ NextUpload *string }
		s.Execute("telemetry-ls.status", nil, &st)
		s.Execute("telemetry-ls.preview", nil, &p)
		if !reflect.DeepEqual(st, p) {
			t.Errorf("status %v, preview %v", st, p)
		}
	}
	day := today.Format(time.DateOnly)
	await(`"nextUpload":"`+day+`"`, "First upload: week ending 2026-11-15")
	lock := filepath.Join(s.dir.Path(), "upload", "2026-11-15.json.lock")
	s.write(lock, "")
	await(`"nextUpload":null`, `"upload-blocked"`, "2026-11-15.json.lock")
	if err := os.Remove(lock); err != nil {
		t.Fatal(err)
	}
	s.write(filepath.Join(s.dir.Path(), "upload", "2026-11-08.json"), `{"Week":"2026-11-08"}`)
	await("Next upload: "+day, `"problems":[]`)
}
