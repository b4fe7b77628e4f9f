package server

import (
	"slices"

	"github.com/go-json-experiment/json"
	"go.lsp.dev/protocol"
)

// client is what the editor can do, as far as this server cares.
type client struct {
	name          string
	configuration bool // workspace/configuration
	// registers: workspace/didChangeConfiguration comes for the asking only.
	registers     bool
	showDocument  bool
	content       bool // workspace/textDocumentContent
	lensRefresh   bool
	plainHover    bool // hovers are shown as they are
	actionLiteral bool // code actions that are more than commands
	utf8          bool // positions count bytes instead of UTF-16 units
	status        bool // wants goTelemetry/status
	progress      bool // window/workDoneProgress/create
	// pullsDiagnostics: the editor asks for diagnostics and need not be told.
	pullsDiagnostics  bool
	diagnosticRefresh bool
	notice            bool // shows the notice of a switch to on itself
}

// experimental are the client capabilities of this project's own.
type experimental struct {
	GoTelemetryStatus bool `json:"goTelemetryStatus"`
	GoTelemetryNotice bool `json:"goTelemetryNotice"`
}

func clientOf(p *protocol.InitializeParams) client {
	c := client{name: p.ClientInfo.Name}
	caps := p.Capabilities
	if w := caps.Workspace; w != nil {
		c.configuration = isTrue(w.Configuration)
		c.registers = w.DidChangeConfiguration != nil && isTrue(w.DidChangeConfiguration.DynamicRegistration)
		c.lensRefresh = w.CodeLens != nil && isTrue(w.CodeLens.RefreshSupport)
		c.content = w.TextDocumentContent != nil
		c.diagnosticRefresh = w.Diagnostics != nil && isTrue(w.Diagnostics.RefreshSupport)
	}
	if w := caps.Window; w != nil {
		c.showDocument = w.ShowDocument != nil && w.ShowDocument.Support
		c.progress = isTrue(w.WorkDoneProgress)
	}
	if t := caps.TextDocument; t != nil && t.CodeAction != nil {
		c.actionLiteral = len(t.CodeAction.CodeActionLiteralSupport.CodeActionKind.ValueSet) > 0
	}
	if t := caps.TextDocument; t != nil && t.Hover != nil && len(t.Hover.ContentFormat) > 0 {
		c.plainHover = !slices.Contains(t.Hover.ContentFormat, protocol.MarkupKindMarkdown)
	}
	c.pullsDiagnostics = caps.TextDocument != nil && caps.TextDocument.Diagnostic != nil
	if g := caps.General; g != nil {
		for _, e := range g.PositionEncodings {
			c.utf8 = c.utf8 || e == protocol.PositionEncodingKindUTF8
		}
	}
	var x experimental
	if len(caps.Experimental) > 0 && json.Unmarshal(caps.Experimental, &x) == nil {
		c.status, c.notice = x.GoTelemetryStatus, x.GoTelemetryNotice
	}
	return c
}

func isTrue(b *bool) bool { return b != nil && *b }
