package server

import (
	"strings"
	"testing"
)

// TestUploadsHasTwoNames: sent is the older name of the page, and both URIs stay.
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
