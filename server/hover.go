package server

import (
	"context"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// hover describes the Go telemetry word or counter at a position; it returns nil
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
		return nil, nil
	}
	return &protocol.Hover{
		Contents: s.hoverText(text),
		Range: &protocol.Range{
			Start: protocol.Position{Line: p.Position.Line, Character: characters(line, from, s.client.utf8)},
			End:   protocol.Position{Line: p.Position.Line, Character: characters(line, to, s.client.utf8)},
		},
	}, nil
}

// hoverText converts Markdown to what the editor can show.
func (s *Server) hoverText(text string) *protocol.MarkupContent {
	if s.client.plainHover {
		return &protocol.MarkupContent{Kind: protocol.MarkupKindPlainText, Value: markdown.Plain(text)}
	}
	return &protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: text}
}
