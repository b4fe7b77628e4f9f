package server

import (
	"context"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// codeAction is a protocol.CodeAction with only the fields used here.
type codeAction struct {
	Title       string                  `json:"title"`
	Kind        protocol.CodeActionKind `json:"kind,omitzero"`
	Diagnostics []diagnostic            `json:"diagnostics,omitzero"`
	IsPreferred bool                    `json:"isPreferred,omitzero"`
	Edit        *workspaceEdit          `json:"edit,omitzero"`
	Command     *protocol.Command       `json:"command,omitzero"`
}

// actionKinds returns the kinds of all code actions. The first is that of the action that
// has none: VS Code requests no actions without kinds if a server declares only others.
func actionKinds() []protocol.CodeActionKind {
	kinds := []protocol.CodeActionKind{protocol.CodeActionKindEmpty, protocol.CodeActionKindQuickFix, fixAllKind}
	for _, m := range mode.All() {
		kinds = append(kinds, actionKind(m))
	}
	return kinds
}

// codeAction answers an editor that requests code actions. Some editors know only
// commands, and get no edits.
func (s *Server) codeAction(_ context.Context, doc *document, p *actionParams) (any, error) {
	actions := append(s.findingActions(doc, p), s.modeActions(p)...)
	if s.client.actionLiteral {
		return actions, nil
	}
	bare := []protocol.Command{}
	for _, a := range actions {
		if a.Command != nil {
			bare = append(bare, *a.Command)
		}
	}
	return bare, nil
}

// findingActions returns the actions about the findings in the requested range. Those that
// edit the document come whoever asks, because they switch nothing.
func (s *Server) findingActions(doc *document, p *actionParams) []codeAction {
	actions := []codeAction{}
	if doc == nil {
		return actions
	}
	touched := s.touched(doc, p.Range)
	if p.wants(protocol.CodeActionKindQuickFix) {
		actions = append(actions, s.quickFixes(doc, touched)...)
	}
	if _, filtered := p.only(); filtered && p.wants(fixAllKind) {
		actions = append(actions, s.fixAll(doc)...)
	}
	if p.trigger() == invoked && p.wants(telemetryKind) {
		actions = append(actions, s.accountActions(touched)...)
	}
	return actions
}

// actionParams is decoded by hand: the members that state who asks for what may be
// absent, null or malformed, and such a client must not get more than others.
type actionParams struct {
	docParams
	Range   protocol.Range `json:"range"`
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

// wants reports whether the request covers a kind.
func (p *actionParams) wants(kind protocol.CodeActionKind) bool {
	only, filtered := p.only()
	return !filtered || covered(kind, only)
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
