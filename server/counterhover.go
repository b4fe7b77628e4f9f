package server

import (
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/lint/gosource"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// hoverCounter describes the counter whose name is at a position in Go source; it
// returns nil if there is none. It uses only the cached upload config.
func (s *Server) hoverCounter(doc *document, at protocol.Position) *protocol.Hover {
	if doc.language != "go" {
		return nil
	}
	index := offset(doc.text, at, s.client.utf8)
	for _, c := range gosource.Counters(doc.text) {
		if index < c.Start || index > c.End || gosource.CheckName(c.Name) != "" {
			continue
		}
		at := cursor{text: doc.text, inBytes: s.client.utf8}
		span := at.span(c.Start, c.End)
		return &protocol.Hover{
			Contents: s.hoverText(view.HoverCounter(s.counterFacts(c))),
			Range:    &span,
		}
	}
	return nil
}

// counterFacts returns what this machine knows about a counter.
func (s *Server) counterFacts(c gosource.Counter) view.CounterFacts {
	facts := view.CounterFacts{Name: c.Name, Stack: c.Stack, Mode: s.reader.Read().Mode}
	if config := s.configs.cached(); config != nil {
		facts.Config, facts.Stale = config.Label(), !s.configs.fresh(config)
		facts.ApprovedBy = config.ApprovedBy(c.Name)
	}
	sum, err := s.summaryNow(commands.SummaryArgs{Weeks: 2})
	if err != nil {
		s.log.Warn("reading a counter for a hover", "cause", err)
		return facts
	}
	facts.Running = sum.Running(c.Name)
	return facts
}
