package server

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"
)

// client holds the capabilities of the editor that this server uses.
type client struct {
	name          string
	configuration bool // workspace/configuration
	// registers: the editor sends workspace/didChangeConfiguration only after a
	// registration.
	registers     bool
	watches       bool // reports changes of files after a registration
	showDocument  bool
	content       bool // workspace/textDocumentContent
	lensRefresh   bool
	plainHover    bool // hovers are shown as plain text
	actionLiteral bool // code actions may be more than commands
	utf8          bool // positions count bytes instead of UTF-16 units
	status        bool // accepts goTelemetry/status
	// pullsDiagnostics: the editor requests diagnostics, so the server needn't publish
	// them.
	pullsDiagnostics  bool
	diagnosticRefresh bool
	versions          bool // accepts the version in published diagnostics
	documentChanges   bool // accepts edits of a version of a document
	notice            bool // the editor shows the notice after a switch to on
	messages          bool // accepts the member goTelemetry in messages
	running           bool // the editor names the programs that still count after a switch to off
}

// initializeParams is decoded by hand and holds only the parts that this server uses:
// null means absent in all of them, and no other part can make decoding fail.
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
		DidChangeWatchedFiles  registration `json:"didChangeWatchedFiles"`
		CodeLens               refreshing   `json:"codeLens"`
		Diagnostics            refreshing   `json:"diagnostics"`
		WorkspaceEdit          struct {
			DocumentChanges flag `json:"documentChanges"`
		} `json:"workspaceEdit"`
		TextDocumentContent *struct{} `json:"textDocumentContent"`
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
		Diagnostic         *struct{} `json:"diagnostic"`
		PublishDiagnostics struct {
			VersionSupport flag `json:"versionSupport"`
		} `json:"publishDiagnostics"`
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

// flag is true only for the JSON value true: any other value promises nothing.
type flag bool

// UnmarshalJSON implements the interface of the json packages.
func (f *flag) UnmarshalJSON(raw []byte) error {
	*f = string(raw) == "true"
	return nil
}

// experimental holds the client capabilities that this project defines.
type experimental struct {
	GoTelemetryStatus flag `json:"goTelemetryStatus"`
	GoTelemetryNotice flag `json:"goTelemetryNotice"`
	// GoTelemetryMessages requests the member goTelemetry in window/showMessage.
	GoTelemetryMessages flag `json:"goTelemetryMessages"`
	// GoTelemetryRunning means that the editor names the programs that still count.
	GoTelemetryRunning flag `json:"goTelemetryRunning"`
}

func clientOf(p *initializeParams) client {
	caps := p.Capabilities
	var own experimental
	if len(caps.Experimental) > 0 {
		_ = protocol.Unmarshal(caps.Experimental, &own) // other projects' capabilities may have any shape
	}
	hover := caps.TextDocument.Hover.ContentFormat
	return client{
		name:              p.ClientInfo.Name,
		configuration:     bool(caps.Workspace.Configuration),
		registers:         bool(caps.Workspace.DidChangeConfiguration.Dynamic),
		watches:           bool(caps.Workspace.DidChangeWatchedFiles.Dynamic),
		lensRefresh:       bool(caps.Workspace.CodeLens.Support),
		content:           caps.Workspace.TextDocumentContent != nil,
		diagnosticRefresh: bool(caps.Workspace.Diagnostics.Support),
		versions:          bool(caps.TextDocument.PublishDiagnostics.VersionSupport),
		documentChanges:   bool(caps.Workspace.WorkspaceEdit.DocumentChanges),
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
