package server

import (
	"context"
	"fmt"
	"hash/fnv"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/lint"
)

// diagnostic is a protocol.Diagnostic with only the fields used here.
type diagnostic struct {
	Range           protocol.Range  `json:"range"`
	Severity        lint.Severity   `json:"severity"`
	Code            lint.Code       `json:"code"`
	CodeDescription codeDescription `json:"codeDescription"`
	Source          string          `json:"source"`
	Message         string          `json:"message"`
}

type codeDescription struct {
	Href string `json:"href"`
}

// diagnose returns the diagnostics of a document; the result is never nil.
func (s *Server) diagnose(doc *document) []diagnostic {
	diagnostics := []diagnostic{}
	at := cursor{text: doc.text, inBytes: s.client.utf8}
	for _, f := range s.findings(doc) {
		diagnostics = append(diagnostics, diagnosticOf(f, &at))
	}
	for _, i := range s.policyIssues(doc) {
		diagnostics = append(diagnostics, issueDiagnostic(i, &at))
	}
	return diagnostics
}

// findings returns the findings that the user wants to see.
func (s *Server) findings(doc *document) []lint.Finding {
	if !s.settings.get().Lint {
		return nil
	}
	found := s.found(doc)
	if len(found) == 0 || s.excluded(doc) {
		return nil
	}
	return found
}

func diagnosticOf(f lint.Finding, at *cursor) diagnostic {
	return diagnostic{
		Range:           at.span(f.Start, f.End),
		Severity:        f.Severity,
		Code:            f.Code,
		CodeDescription: codeDescription{lint.Help(f.Code)},
		Source:          Name,
		Message:         f.Message,
	}
}

// diagnosticParams are the params of textDocument/diagnostic.
type diagnosticParams struct {
	docParams
	PreviousResultID string `json:"previousResultId"`
}

type (
	fullReport struct {
		Kind     string       `json:"kind"`
		ResultID string       `json:"resultId"`
		Items    []diagnostic `json:"items"`
	}
	unchangedReport struct {
		Kind     string `json:"kind"`
		ResultID string `json:"resultId"`
	}
)

// documentDiagnostic answers an editor that requests diagnostics.
func (s *Server) documentDiagnostic(_ context.Context, doc *document, p *diagnosticParams) (jsontext.Value, error) {
	report := fullReport{Kind: "full", ResultID: nothing, Items: []diagnostic{}}
	if doc != nil {
		report.Items = s.diagnose(doc)
	}
	if len(report.Items) > 0 {
		id, err := resultID(doc, report.Items)
		if err != nil {
			return nil, err
		}
		report.ResultID = id
	}
	if report.ResultID == p.PreviousResultID {
		return plainjson.Marshal(unchangedReport{Kind: "unchanged", ResultID: report.ResultID})
	}
	return plainjson.Marshal(report)
}

// nothing is the result id of all documents without diagnostics.
const nothing = "none"

// resultID returns the id of a report. Another version of the document has another id, even
// with the same diagnostics, because an editor moves them while the user types. So have
// other diagnostics, for example of another server process.
func resultID(doc *document, items []diagnostic) (string, error) {
	raw, err := plainjson.Marshal(items)
	if err != nil {
		return "", err
	}
	hash := fnv.New64a()
	_, _ = hash.Write(raw)
	return fmt.Sprintf("%d-%x", doc.sequence, hash.Sum64()), nil
}

// relint shows the diagnostics of all documents again after a settings change.
func (s *Server) relint() {
	if s.client.pullsDiagnostics {
		if s.client.diagnosticRefresh {
			s.editor.refreshDiagnostics()
		}
		return
	}
	for _, doc := range s.docs.all() {
		s.publishDiagnostics(doc.uri)
	}
}
