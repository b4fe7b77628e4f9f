package server

import (
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// fixAllKind is the kind of the action that applies all preferred fixes.
const fixAllKind = protocol.CodeActionKindSourceFixAll + ".goTelemetry"

// touched returns the findings that a range touches.
func (s *Server) touched(doc *document, r protocol.Range) (touched []lint.Finding) {
	found := s.findings(doc)
	if len(found) == 0 {
		return nil
	}
	start, end := offset(doc.text, r.Start, s.client.utf8), offset(doc.text, r.End, s.client.utf8)
	for _, f := range found {
		if f.Start <= end && start <= f.End {
			touched = append(touched, f)
		}
	}
	return touched
}

// quickFixes returns the fixes of findings, the preferred one first.
func (s *Server) quickFixes(doc *document, found []lint.Finding) (actions []codeAction) {
	at := &cursor{text: doc.text, inBytes: s.client.utf8}
	for _, f := range found {
		var fixes []lint.Fix
		if f.Fix != nil {
			fixes = append(fixes, *f.Fix)
		}
		for i, fix := range append(fixes, f.Choices...) {
			actions = append(actions, codeAction{
				Title:       fix.Title,
				Kind:        protocol.CodeActionKindQuickFix,
				Diagnostics: []diagnostic{diagnosticOf(f, at)},
				IsPreferred: i == 0 && f.Fix != nil,
				Edit:        s.editOf(doc, fix.Edits),
			})
		}
	}
	return actions
}

// fixAll returns the action that applies all preferred fixes, if there are any.
func (s *Server) fixAll(doc *document) []codeAction {
	if len(s.findings(doc)) == 0 {
		return nil
	}
	whole := doc.file()
	whole.Editing = false
	fixed, n := lint.FixAll(whole)
	if n == 0 {
		return nil
	}
	return []codeAction{{
		Title: "Fix all Go telemetry problems",
		Kind:  fixAllKind,
		Edit:  s.editOf(doc, lint.Diff(doc.text, fixed)),
	}}
}

// workspaceEdit is a protocol.WorkspaceEdit of one document, in the newer of the two forms
// that the editor knows. It is made by hand, because protocol rewrites URIs.
type (
	workspaceEdit struct {
		Changes         map[string][]textEdit `json:"changes,omitzero"`
		DocumentChanges []documentEdit        `json:"documentChanges,omitzero"`
	}
	documentEdit struct {
		TextDocument versionedID `json:"textDocument"`
		Edits        []textEdit  `json:"edits"`
	}
	versionedID struct {
		URI     string  `json:"uri"`
		Version version `json:"version"`
	}
	textEdit struct {
		Range   protocol.Range `json:"range"`
		NewText string         `json:"newText"`
	}
)

func (s *Server) editOf(doc *document, edits []lint.Edit) *workspaceEdit {
	at := cursor{text: doc.text, inBytes: s.client.utf8}
	var list []textEdit
	for _, e := range edits {
		list = append(list, textEdit{at.span(e.Start, e.End), e.New})
	}
	if s.client.documentChanges {
		return &workspaceEdit{DocumentChanges: []documentEdit{{versionedID{doc.uri, doc.version}, list}}}
	}
	return &workspaceEdit{Changes: map[string][]textEdit{doc.uri: list}}
}
