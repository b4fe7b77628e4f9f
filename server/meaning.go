package server

import (
	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// meaning says what a question or a message is about: front ends read it, never the
// text.
type meaning struct {
	Kind  string   `json:"kind"`
	Facts []string `json:"facts,omitzero"` // what to know about the mode on
}

// The kinds of questions and messages.
const (
	aboutPrompt   = "prompt"   // the unasked question
	aboutChoose   = "choose"   // the question that somebody asked for
	aboutDefault  = "default"  // a default for new environments was applied
	aboutSwitch   = "switch"   // the mode was switched, or could be
	aboutDownload = "download" // of the upload config
	aboutNotice   = "notice"   // a switch to on
)

// aboutDefaultOf is the meaning of the announcement of a default.
func aboutDefaultOf(m mode.Mode) meaning {
	if m == mode.On {
		return meaning{aboutDefault, view.NoticeFacts()}
	}
	return meaning{Kind: aboutDefault}
}

// messageParams are the params of window/showMessage and window/showMessageRequest
// with the meaning, which the protocol's own types have no place for.
type messageParams struct {
	Type        protocol.MessageType `json:"type"`
	Message     string               `json:"message"`
	Actions     []actionItem         `json:"actions,omitzero"`
	GoTelemetry meaning              `json:"goTelemetry"`
}

// actionItem is an action of a question; Mode is the one that it chooses.
type actionItem struct {
	Title string    `json:"title"`
	Mode  mode.Mode `json:"mode,omitzero"`
}

func questionParams(about meaning, text string, from []choice) (jsontext.Value, error) {
	params := messageParams{Type: protocol.MessageTypeInfo, Message: printable.Text(text), GoTelemetry: about}
	for _, c := range from {
		params.Actions = append(params.Actions, actionItem{c.title, c.mode})
	}
	return plainjson.Marshal(params)
}

// tell shows a message, with its meaning to a front end that asks for that: others
// may drop a message with a key that they do not know.
func (s *Server) tell(about meaning, text string) {
	if !s.client.messages {
		s.showMessage(protocol.MessageTypeInfo, text)
		return
	}
	raw, err := plainjson.Marshal(messageParams{Type: protocol.MessageTypeInfo, Message: printable.Text(text), GoTelemetry: about})
	if err != nil {
		s.log.Error("making a message", "cause", err)
		return
	}
	s.conn.Notify(protocol.MethodWindowShowMessage, jsontext.Value(raw))
}
