package server

import (
	"context"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/lint/gosource"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// invalidCounterName is the diagnostic code for a counter name that breaks the rules.
const invalidCounterName = "invalid-counter-name"

// namesHelp is the URL of the naming rules.
const namesHelp = "https://pkg.go.dev/golang.org/x/telemetry/counter"

// diagnostic is a protocol.Diagnostic with only the fields used here.
type diagnostic struct {
	Range           protocol.Range              `json:"range"`
	Severity        protocol.DiagnosticSeverity `json:"severity"`
	Code            string                      `json:"code"`
	CodeDescription struct {
		Href string `json:"href"`
	} `json:"codeDescription"`
	Source  string `json:"source"`
	Message string `json:"message"`
}

// diagnose returns the diagnostics of a document; the result is never nil.
func (s *Server) diagnose(doc *document) []diagnostic {
	found := []diagnostic{}
	if !s.settings.get().Lint || doc.language != "go" {
		return found
	}
	at := cursor{text: doc.text, inBytes: s.client.utf8}
	for _, c := range gosource.Counters(doc.text) {
		problem := gosource.CheckName(c.Name)
		if problem == "" {
			continue
		}
		d := diagnostic{
			Range:    at.span(c.Start, c.End),
			Severity: protocol.DiagnosticSeverityWarning,
			Code:     invalidCounterName,
			Source:   Name,
			Message:  problem,
		}
		d.CodeDescription.Href = namesHelp
		found = append(found, d)
	}
	return found
}

// documentDiagnostic answers an editor that requests diagnostics.
func (s *Server) documentDiagnostic(_ context.Context, doc *document, _ *docParams) (jsontext.Value, error) {
	report := struct {
		Kind  string       `json:"kind"`
		Items []diagnostic `json:"items"`
	}{"full", []diagnostic{}}
	if doc != nil {
		report.Items = s.diagnose(doc)
	}
	return plainjson.Marshal(report)
}

// publishDiagnostics publishes diagnostics to an editor that doesn't request them, if
// there are any to show or to clear.
func (s *Server) publishDiagnostics(doc *document) {
	if s.client.pullsDiagnostics {
		return
	}
	found := s.diagnose(doc)
	if len(found) == 0 && !s.docs.marked(doc.uri) {
		return
	}
	s.docs.mark(doc.uri, len(found) > 0)
	s.editor.publishDiagnostics(doc.uri, found)
}

// clearDiagnostics clears what was published about a closed document.
func (s *Server) clearDiagnostics(uri string) {
	if s.docs.marked(uri) {
		s.docs.mark(uri, false)
		s.editor.publishDiagnostics(uri, []diagnostic{})
	}
}

// relint checks all documents again after a settings change.
func (s *Server) relint() {
	if s.client.pullsDiagnostics {
		if s.client.diagnosticRefresh {
			s.editor.refreshDiagnostics()
		}
		return
	}
	for _, doc := range s.docs.all() {
		s.publishDiagnostics(doc)
	}
}

// marked reports whether the editor shows diagnostics of a document; mark records it.
func (d *documents) marked(uri string) bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.withDiagnostics[uri]
}

func (d *documents) mark(uri string, yes bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.withDiagnostics == nil {
		d.withDiagnostics = make(map[string]bool)
	}
	if yes {
		d.withDiagnostics[strings.Clone(uri)] = true
	} else {
		delete(d.withDiagnostics, uri)
	}
}
