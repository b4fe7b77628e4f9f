package server

import (
	"context"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// actionPrefix begins the kinds of the code actions that switch the mode.
const actionPrefix = "source.goTelemetry."

func actionKind(m mode.Mode) protocol.CodeActionKind {
	return protocol.CodeActionKind(actionPrefix + string(m))
}

// actionKinds are the kinds of all code actions.
func actionKinds() []protocol.CodeActionKind {
	var kinds []protocol.CodeActionKind
	for _, m := range mode.All() {
		kinds = append(kinds, actionKind(m))
	}
	return kinds
}

// codeAction offers the switches where a person asks for their kinds, one entry
// where a person asks for everything, and nothing where the editor asks by itself:
// else a repository could switch the mode by what its settings run on save.
func (s *Server) codeAction(_ context.Context, p *protocol.CodeActionParams) ([]protocol.CommandOrCodeAction, error) {
	actions := []protocol.CommandOrCodeAction{}
	if p.Context.TriggerKind == protocol.CodeActionTriggerKindAutomatic {
		return actions, nil
	}
	if len(p.Context.Only) == 0 {
		return append(actions, s.chooseAction()), nil
	}
	if p.Context.TriggerKind != protocol.CodeActionTriggerKindInvoked && s.client.actsUnseen {
		return actions, nil
	}
	now := s.opts.Dir.Read()
	for _, m := range mode.All() {
		if covered(actionKind(m), p.Context.Only) && !(now.Chosen && now.Mode == m) {
			actions = append(actions, s.switchAction(m))
		}
	}
	return actions, nil
}

// chooseAction is the single entry of an unfiltered list.
func (s *Server) chooseAction() protocol.CommandOrCodeAction {
	command := protocol.Command{Title: "Go telemetry: switch mode...", Command: commands.ChooseMode.ID}
	if !s.client.actionLiteral {
		return &command
	}
	return &protocol.CodeAction{Title: command.Title, Command: command}
}

func (s *Server) switchAction(m mode.Mode) protocol.CommandOrCodeAction {
	command := protocol.Command{
		Title:     "Go telemetry: switch to " + string(m) + " (" + status.Short(m) + ")",
		Command:   commands.SetMode.ID,
		Arguments: []jsontext.Value{jsontext.Value(`{"mode":"` + string(m) + `"}`)},
	}
	if !s.client.actionLiteral {
		return &command
	}
	kind := actionKind(m)
	return &protocol.CodeAction{Title: command.Title, Kind: &kind, Command: command}
}

// covered tells whether one of the kinds is kind or a parent of it.
func covered(kind protocol.CodeActionKind, only []protocol.CodeActionKind) bool {
	for _, k := range only {
		if k == "" || kind == k || strings.HasPrefix(string(kind), string(k)+".") {
			return true
		}
	}
	return false
}
