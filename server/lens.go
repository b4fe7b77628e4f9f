package server

import (
	"context"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
)

// codeLens shows the mode above go.mod and go.work, for editors with no better place
// for it.
func (s *Server) codeLens(_ context.Context, doc *document, _ *docParams) ([]protocol.CodeLens, error) {
	lenses := []protocol.CodeLens{}
	if doc == nil || !s.wantsLens() || doc.base() != "go.mod" && doc.base() != "go.work" {
		return lenses, nil
	}
	return append(lenses, protocol.CodeLens{
		Command: protocol.Command{Title: s.status().Text, Command: commands.ChooseMode.ID},
	}), nil
}

func (s *Server) wantsLens() bool {
	switch s.settings.get().CodeLens {
	case "always":
		return true
	case "never":
		return false
	}
	return !s.client.status
}

// refreshLenses makes the editor request the code lenses again, if it supports that.
func (s *Server) refreshLenses() {
	if !s.client.lensRefresh {
		return
	}
	s.editor.refreshLenses()
}
