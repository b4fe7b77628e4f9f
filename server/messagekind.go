package server

import (
	"errors"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// meaning states what a question or message is about. Front ends rely on it and never
// on the text.
type meaning struct {
	Kind  string   `json:"kind"`
	Again bool     `json:"again,omitzero"` // the question is repeated after the user read the explanation
	Lead  string   `json:"lead,omitzero"`  // the text before the facts, if there are facts
	Facts []string `json:"facts,omitzero"` // the facts about the mode on
	Page  string   `json:"page,omitzero"`  // the page that says more
}

// The kinds of questions and messages.
const (
	aboutPrompt   = "prompt"   // the prompt
	aboutChoose   = "choose"   // the question that the user requested
	aboutDefault  = "default"  // a default for new environments was applied
	aboutSwitch   = "switch"   // the mode was switched, or could be
	aboutDownload = "download" // a download of the upload config
	aboutNotice   = "notice"   // a switch to on
	aboutProblem  = "problem"  // a problem that concerns none of the others
)

// policyPage is the page that says more about a policy.
const policyPage = "policy"

// noticed returns the meaning of a message that consists of lead and the facts about
// the mode on.
func noticed(kind, lead string) meaning {
	return meaning{Kind: kind, Lead: lead, Facts: view.NoticeFacts()}
}

// text returns the full text of such a message.
func (m meaning) text() string { return m.Lead + " " + strings.Join(m.Facts, " ") }

// messageParams are the params of window/showMessage and window/showMessageRequest,
// with the meaning, which the types of protocol lack.
type messageParams struct {
	Type        protocol.MessageType `json:"type"`
	Message     string               `json:"message"`
	Actions     []actionItem         `json:"actions,omitzero"`
	GoTelemetry *meaning             `json:"goTelemetry,omitzero"`
}

// actionItem is an action of a question. Mode is the mode that it chooses, and Short
// its title for narrow buttons.
type actionItem struct {
	Title string    `json:"title"`
	Short string    `json:"short,omitzero"`
	Mode  mode.Mode `json:"mode,omitzero"`
}

func questionParams(about meaning, text string, from []choice) messageParams {
	params := messageParams{Type: protocol.MessageTypeInfo, Message: printable.Text(text), GoTelemetry: &about}
	for _, c := range from {
		params.Actions = append(params.Actions, actionItem{c.title, c.short, c.mode})
	}
	return params
}

// tell shows a message. Its text may name files and quote other programs. Only a
// front end that requests the meaning gets it: others may drop a message with an
// unknown key.
func (s *Server) tell(about meaning, kind protocol.MessageType, text string) {
	params := messageParams{Type: kind, Message: printable.Text(text)}
	if s.client.messages {
		params.GoTelemetry = &about
	}
	s.editor.showMessage(params)
}

// tellFailure shows err with its hint.
func (s *Server) tellFailure(about string, kind protocol.MessageType, err error) {
	m := meaning{Kind: about}
	if _, refused := errors.AsType[*policy.RefusedError](err); refused {
		m.Page = policyPage
	}
	s.tell(m, kind, (&failure{err}).Error())
}
