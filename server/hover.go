package server

import (
	"context"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/lint"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// hover describes the Go telemetry word, counter or finding at a position; it returns nil
// anywhere else.
func (s *Server) hover(_ context.Context, doc *document, p *positionParams) (*protocol.Hover, error) {
	if doc == nil {
		return nil, nil
	}
	if hover := s.hoverCounter(doc, p.Position); hover != nil {
		return hover, nil
	}
	line := lineAt(doc.text, p.Position.Line)
	text, from, to := view.HoverWord(line, column(line, int(p.Position.Character), s.client.utf8), s.status)
	if text == "" {
		return s.hoverFinding(doc, p.Position), nil
	}
	return &protocol.Hover{
		Contents: s.hoverText(text),
		Range: &protocol.Range{
			Start: protocol.Position{Line: p.Position.Line, Character: characters(line, from, s.client.utf8)},
			End:   protocol.Position{Line: p.Position.Line, Character: characters(line, to, s.client.utf8)},
		},
	}, nil
}

// hoverFinding says what is true of the finding at a position, outside the words that have
// a hover anywhere; it returns nil if there is none.
func (s *Server) hoverFinding(doc *document, at protocol.Position) *protocol.Hover {
	for _, f := range s.touched(doc, protocol.Range{Start: at, End: at}) {
		text := s.explain(f, doc.text[f.Start:f.End])
		if text == "" {
			continue
		}
		at := cursor{text: doc.text, inBytes: s.client.utf8}
		span := at.span(f.Start, f.End)
		return &protocol.Hover{Contents: s.hoverText(text), Range: &span}
	}
	return nil
}

// explain returns the hover of a finding.
func (s *Server) explain(f lint.Finding, text string) string {
	switch {
	case f.Code == lint.InvalidCounterName:
		return ""
	case f.Code == lint.InvalidMode:
		return view.HoverMode(strings.Trim(text, `"'`), s.status())
	case f.Code == lint.UploadingInCI:
		return view.HoverName("go telemetry on", s.status())
	case strings.Contains(text, "GOTELEMETRYDIR"):
		return view.HoverName("GOTELEMETRYDIR", s.status())
	}
	return view.HoverName("GOTELEMETRY", s.status())
}

// hoverText converts Markdown to what the editor can show.
func (s *Server) hoverText(text string) *protocol.MarkupContent {
	if s.client.plainHover {
		return &protocol.MarkupContent{Kind: protocol.MarkupKindPlainText, Value: markdown.Plain(text)}
	}
	return &protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: text}
}
