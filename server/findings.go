package server

import (
	"sync"

	"go.lsp.dev/uri"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// check is the check of one version of a document. It runs when its result is first
// needed, and never on the goroutine that reads messages.
type check struct {
	once     sync.Once
	findings []lint.Finding
}

// history is what the last check of an open document found. It is shared by all versions
// of the document: while a version can't be parsed, the findings in unchanged lines stay.
type history struct {
	mu       sync.Mutex // guards what follows
	sequence uint64     // the version that was checked
	text     string     // of that version; "" if nothing was found
	findings []lint.Finding
	told     bool // the log says why the document is not checked
}

// found returns the findings in a document, whether the user wants to see them or not.
func (s *Server) found(doc *document) []lint.Finding {
	doc.check.once.Do(func() { doc.check.findings = s.check(doc) })
	return doc.check.findings
}

func (s *Server) check(doc *document) []lint.Finding {
	if why := unchecked(doc); why != "" && doc.history.tell() {
		s.log.Info("not checking a document", "uri", doc.uri, "cause", why)
	}
	return doc.history.add(doc, lint.Check(doc.file()))
}

// unchecked says why a document is not checked, or returns "".
func unchecked(doc *document) string {
	switch {
	case doc.tooLarge || len(doc.text) > lint.MaxSize:
		return "it is too large"
	case lint.Binary(doc.text):
		return "it is not text"
	}
	return ""
}

// tell reports whether the log doesn't say yet why the document is not checked.
func (h *history) tell() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	before := h.told
	h.told = true
	return !before
}

// add records the result of a check, and returns its findings and those that stay.
func (h *history) add(doc *document, result lint.Result) []lint.Finding {
	h.mu.Lock()
	defer h.mu.Unlock()
	found := result.Findings
	if result.Broken {
		found = lint.Keep(h.text, h.findings, doc.text, found)
	}
	if doc.sequence > h.sequence {
		h.sequence, h.findings, h.text = doc.sequence, found, ""
		if len(found) > 0 {
			h.text = doc.text
		}
	}
	return found
}

// file returns the document as lint sees it.
func (d *document) file() lint.File {
	return lint.File{Path: pathOf(d.uri), Language: d.language, Text: d.text, Editing: true}
}

// pathOf returns the path in a URI of any scheme, with slashes.
func pathOf(raw string) string {
	u, err := uri.Parse(raw)
	if err != nil {
		return raw
	}
	return u.Path()
}
