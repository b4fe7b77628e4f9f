package server

import (
	"strings"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// meaning says what a question or a message is about: front ends read it, never the
// text.
type meaning struct {
	Kind  string   `json:"kind"`
	Again bool     `json:"again,omitzero"` // the question comes back after the user read about it
	Lead  string   `json:"lead,omitzero"`  // the text without the facts, if there are facts
	Facts []string `json:"facts,omitzero"` // what to know about the mode on
}

// The kinds of questions and messages.
const (
	aboutPrompt   = "prompt"   // the unasked question
	aboutChoose   = "choose"   // the question that the user asked for
	aboutDefault  = "default"  // a default for new environments was applied
	aboutSwitch   = "switch"   // the mode was switched, or could be
	aboutDownload = "download" // of the upload config
	aboutNotice   = "notice"   // a switch to on
	aboutProblem  = "problem"  // something went wrong that concerns none of the others
)

// noticed is the meaning of a message that begins with lead and goes on with the
// facts about the mode on.
func noticed(kind, lead string) meaning {
	return meaning{Kind: kind, Lead: lead, Facts: view.NoticeFacts()}
}

// text is the whole of such a message in prose.
func (m meaning) text() string { return m.Lead + " " + strings.Join(m.Facts, " ") }

// messageParams are the params of window/showMessage and window/showMessageRequest
// with the meaning, which the protocol's own types have no place for.
type messageParams struct {
	Type        protocol.MessageType `json:"type"`
	Message     string               `json:"message"`
	Actions     []actionItem         `json:"actions,omitzero"`
	GoTelemetry *meaning             `json:"goTelemetry,omitzero"`
}

// actionItem is an action of a question. Mode is the one that it chooses, Short is
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

// tell shows a message. Its text can name files, and say what other programs said.
// Its meaning goes only to a front end that asks for it: others may drop a message
// with a key that they do not know.
func (s *Server) tell(about meaning, kind protocol.MessageType, text string) {
	params := messageParams{Type: kind, Message: printable.Text(text)}
	if s.client.messages {
		params.GoTelemetry = &about
	}
	s.editor.showMessage(params)
}

// tellFailure shows what could not be done, and the hint of err.
func (s *Server) tellFailure(about string, kind protocol.MessageType, err error) {
	s.tell(meaning{Kind: about}, kind, (&failure{err}).Error())
}
