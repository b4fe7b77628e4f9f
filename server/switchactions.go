package server

import (
	"context"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// telemetryKind is the parent of the kinds of the code actions that switch the mode.
const telemetryKind protocol.CodeActionKind = "source.goTelemetry"

func actionKind(m mode.Mode) protocol.CodeActionKind {
	return telemetryKind + "." + protocol.CodeActionKind(m)
}

// actionKinds returns the kinds of all code actions.
func actionKinds() []protocol.CodeActionKind {
	var kinds []protocol.CodeActionKind
	for _, m := range mode.All() {
		kinds = append(kinds, actionKind(m))
	}
	return kinds
}

// actionParams is decoded by hand: the members that state who asks for what may be
// absent, null or malformed, and such a client must not get more than others.
type actionParams struct {
	Context struct {
		Only        jsontext.Value `json:"only"`
		TriggerKind jsontext.Value `json:"triggerKind"`
	} `json:"context"`
}

// only returns the requested kinds; filtered is false if the request names no kinds
// and so wants all. It drops anything that isn't a kind, so a malformed `only`
// requests nothing.
func (p *actionParams) only() (kinds []protocol.CodeActionKind, filtered bool) {
	raw := p.Context.Only
	if len(raw) == 0 || raw.Kind() == 'n' {
		return nil, false
	}
	var list []jsontext.Value
	if protocol.Unmarshal(raw, &list) != nil {
		return nil, true
	}
	for _, v := range list {
		var kind protocol.CodeActionKind
		if v.Kind() == '"' && protocol.Unmarshal(v, &kind) == nil {
			kinds = append(kinds, kind)
		}
	}
	return kinds, len(list) > 0
}

// trigger is what made the editor request code actions, as stated in the request.
type trigger int

const (
	invoked   trigger = iota // the user
	unstated                 // the editor doesn't say; some run actions before a save on their own
	automatic                // the editor, or something that this server doesn't know
)

func (p *actionParams) trigger() trigger {
	raw := p.Context.TriggerKind
	if len(raw) == 0 || raw.Kind() == 'n' {
		return unstated
	}
	var kind float64 // some clients have no other number type
	if raw.Kind() == '0' && protocol.Unmarshal(raw, &kind) == nil && kind == float64(protocol.CodeActionTriggerKindInvoked) {
		return invoked
	}
	return automatic
}

// codeAction offers the switches only when the user requests their kinds. A
// repository's settings can make an editor run actions on save, and that must not
// switch the mode. A client that doesn't state the trigger may run actions
// unprompted, so it gets an action that asks first.
func (s *Server) codeAction(_ context.Context, p *actionParams) ([]protocol.CommandOrCodeAction, error) {
	only, filtered := p.only()
	switch trigger := p.trigger(); {
	case trigger == automatic:
	case !filtered:
		return []protocol.CommandOrCodeAction{s.chooseAction("")}, nil
	case trigger == invoked:
		return s.switchActions(only), nil
	case namesTelemetry(only):
		return []protocol.CommandOrCodeAction{s.chooseAction(telemetryKind)}, nil
	}
	return []protocol.CommandOrCodeAction{}, nil
}

// switchActions returns the switches whose kinds are requested.
func (s *Server) switchActions(only []protocol.CodeActionKind) []protocol.CommandOrCodeAction {
	actions := []protocol.CommandOrCodeAction{}
	now := s.reader.Read()
	for _, m := range mode.All() {
		if covered(actionKind(m), only) && !(now.Chosen && now.Mode == m) {
			actions = append(actions, s.switchAction(m))
		}
	}
	return actions
}

// chooseAction returns the action that asks the user, with the given kind, or without
// one if kind is "".
func (s *Server) chooseAction(kind protocol.CodeActionKind) protocol.CommandOrCodeAction {
	command := protocol.Command{Title: "Go telemetry: switch mode...", Command: commands.ChooseMode.ID}
	if !s.client.actionLiteral {
		return &command
	}
	action := &protocol.CodeAction{Title: command.Title, Command: command}
	if kind != "" {
		action.Kind = &kind
	}
	return action
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

// covered reports whether one of the kinds is kind or a parent of it.
func covered(kind protocol.CodeActionKind, only []protocol.CodeActionKind) bool {
	return slices.ContainsFunc(only, func(k protocol.CodeActionKind) bool { return k == "" || within(kind, k) })
}

// namesTelemetry reports whether one of the kinds belongs to this server.
func namesTelemetry(only []protocol.CodeActionKind) bool {
	return slices.ContainsFunc(only, func(k protocol.CodeActionKind) bool { return within(k, telemetryKind) })
}

// within reports whether kind is parent or a kind below it.
func within(kind, parent protocol.CodeActionKind) bool {
	return kind == parent || strings.HasPrefix(string(kind), string(parent)+".")
}
