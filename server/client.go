package server

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"
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
	// pullsDiagnostics: the editor asks for diagnostics and need not be told.
	pullsDiagnostics  bool
	diagnosticRefresh bool
	notice            bool // shows the notice of a switch to on itself
	messages          bool // wants the meaning of messages
	running           bool // names the programs that still count after a switch to off itself
}

// initializeParams is decoded by hand, for the parts that this server cares about:
// null stands for absent in all of them, and nothing else can be in the way.
type initializeParams struct {
	ProcessID  jsontext.Value `json:"processId"`
	ClientInfo struct {
		Name string `json:"name"`
	} `json:"clientInfo"`
	InitializationOptions jsontext.Value     `json:"initializationOptions"`
	Trace                 jsontext.Value     `json:"trace"`
	Capabilities          clientCapabilities `json:"capabilities"`
	WorkspaceFolders      jsontext.Value     `json:"workspaceFolders"`
	RootURI               jsontext.Value     `json:"rootUri"`
	RootPath              jsontext.Value     `json:"rootPath"`
}

type clientCapabilities struct {
	Workspace struct {
		Configuration          flag         `json:"configuration"`
		DidChangeConfiguration registration `json:"didChangeConfiguration"`
		CodeLens               refreshing   `json:"codeLens"`
		Diagnostics            refreshing   `json:"diagnostics"`
		TextDocumentContent    *struct{}    `json:"textDocumentContent"`
	} `json:"workspace"`
	Window struct {
		WorkDoneProgress flag `json:"workDoneProgress"`
		ShowDocument     struct {
			Support flag `json:"support"`
		} `json:"showDocument"`
	} `json:"window"`
	TextDocument struct {
		CodeAction struct {
			Literal struct {
				Kind struct {
					ValueSet []jsontext.Value `json:"valueSet"`
				} `json:"codeActionKind"`
			} `json:"codeActionLiteralSupport"`
		} `json:"codeAction"`
		Hover struct {
			ContentFormat []protocol.MarkupKind `json:"contentFormat"`
		} `json:"hover"`
		Diagnostic *struct{} `json:"diagnostic"`
	} `json:"textDocument"`
	General struct {
		PositionEncodings []protocol.PositionEncodingKind `json:"positionEncodings"`
	} `json:"general"`
	Experimental jsontext.Value `json:"experimental"`
}

type (
	registration struct {
		Dynamic flag `json:"dynamicRegistration"`
	}
	refreshing struct {
		Support flag `json:"refreshSupport"`
	}
)

// flag is true for true alone: what an editor says otherwise is no promise.
type flag bool

// UnmarshalJSON implements the interface of the json packages.
func (f *flag) UnmarshalJSON(raw []byte) error {
	*f = string(raw) == "true"
	return nil
}

// experimental are the client capabilities of this project's own.
type experimental struct {
	GoTelemetryStatus flag `json:"goTelemetryStatus"`
	GoTelemetryNotice flag `json:"goTelemetryNotice"`
	// GoTelemetryMessages asks for the member goTelemetry in window/showMessage.
	GoTelemetryMessages flag `json:"goTelemetryMessages"`
	// GoTelemetryRunning names the programs that still count itself.
	GoTelemetryRunning flag `json:"goTelemetryRunning"`
}

func clientOf(p *initializeParams) client {
	caps := p.Capabilities
	var own experimental
	if len(caps.Experimental) > 0 {
		_ = protocol.Unmarshal(caps.Experimental, &own) // others' may have any shape
	}
	hover := caps.TextDocument.Hover.ContentFormat
	return client{
		name:              p.ClientInfo.Name,
		configuration:     bool(caps.Workspace.Configuration),
		registers:         bool(caps.Workspace.DidChangeConfiguration.Dynamic),
		lensRefresh:       bool(caps.Workspace.CodeLens.Support),
		content:           caps.Workspace.TextDocumentContent != nil,
		diagnosticRefresh: bool(caps.Workspace.Diagnostics.Support),
		showDocument:      bool(caps.Window.ShowDocument.Support),
		actionLiteral:     len(caps.TextDocument.CodeAction.Literal.Kind.ValueSet) > 0,
		plainHover:        len(hover) > 0 && !slices.Contains(hover, protocol.MarkupKindMarkdown),
		pullsDiagnostics:  caps.TextDocument.Diagnostic != nil,
		utf8:              slices.Contains(caps.General.PositionEncodings, protocol.PositionEncodingKindUTF8),
		status:            bool(own.GoTelemetryStatus),
		notice:            bool(own.GoTelemetryNotice),
		messages:          bool(own.GoTelemetryMessages),
		running:           bool(own.GoTelemetryRunning),
	}
}
