package server

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// scheme is the scheme of the URIs of this server's documents.
const scheme = "go-telemetry"

// documentURI is the URI of a document, such as go-telemetry:///explanation.md.
func documentURI(name string) string { return scheme + ":///" + name + ".md" }

// documentName is the inverse of documentURI. Libraries rewrite such URIs with
// one slash, so any number of them will do.
func documentName(uri string) (string, bool) {
	rest, ok := strings.CutPrefix(uri, scheme+":")
	name, md := strings.CutSuffix(strings.TrimLeft(rest, "/"), ".md")
	return name, ok && md
}

func documentNames() []string { return commands.Open.Params()[0].Values }

// open is telemetry-ls.open.
func (s *Server) open(ctx context.Context, arg commands.OpenArgs) (commands.OpenResult, error) {
	text, err := s.render(ctx, arg.Document, false)
	if err != nil {
		return commands.OpenResult{}, err
	}
	if arg.Show && s.client.showDocument {
		s.conn.Spawn("showing a document", func(ctx context.Context) { s.show(ctx, arg.Document, text) })
	}
	return commands.OpenResult{URI: documentURI(arg.Document), LanguageID: "markdown", Text: text}, ctx.Err()
}

// showDocumentParams is made by hand, since protocol rewrites the URI.
type showDocumentParams struct {
	URI       string `json:"uri"`
	TakeFocus bool   `json:"takeFocus"`
}

// showWait bounds how long an editor may take to answer that it shows a document.
const showWait = 10 * time.Second

// show asks the editor to show a document: under its own URI where the editor can
// ask for the text, else as a read-only file.
func (s *Server) show(ctx context.Context, name, text string) {
	uri := documentURI(name)
	if !s.client.content {
		path, err := s.documentFiles.write(s, name, text)
		if errors.Is(err, errEnded) {
			return
		}
		if err != nil {
			s.tellFailure(aboutProblem, protocol.MessageTypeError, err)
			return
		}
		uri = fileURI(path)
	}
	raw, err := plainjson.Marshal(showDocumentParams{URI: uri, TakeFocus: true})
	ctx, cancel := context.WithTimeout(ctx, showWait)
	defer cancel()
	if err == nil {
		err = s.conn.Call(ctx, protocol.MethodWindowShowDocument, jsontext.Value(raw)).Await(ctx, nil)
	}
	if err != nil && ctx.Err() == nil {
		s.log.Warn("showing a document", "uri", uri, "cause", err)
	}
}

func (s *Server) explanation(ctx context.Context) string {
	found, err := s.stillCounting(ctx)
	return view.Explanation(s.status(), found.Programs, err)
}

// showExplanation answers 'Show what is collected' in a question.
func (s *Server) showExplanation(ctx context.Context, about meaning) {
	text := s.explanation(ctx)
	if s.client.showDocument {
		s.show(ctx, "explanation", text)
		return
	}
	s.tell(about, protocol.MessageTypeInfo, text)
}

// contentParams is decoded by hand, since protocol rewrites the URI.
type contentParams struct {
	URI string `json:"uri"`
}

// textDocumentContent serves a document to an editor that asks for its text.
func (s *Server) textDocumentContent(ctx context.Context, p *contentParams) (jsontext.Value, error) {
	name, ok := documentName(p.URI)
	if !ok {
		return nil, lsprpc.Errorf(lsprpc.InvalidParams, "uri is none of this server's; one of them is %s", documentURI("explanation"))
	}
	text, err := s.render(ctx, name, s.contents.has(p.URI))
	if err != nil {
		return nil, err
	}
	s.contents.served(p.URI, text)
	s.keepLive()
	return plainjson.Marshal(struct {
		Text string `json:"text"`
	}{text})
}

// fileURI is the file URI of path.
func fileURI(path string) string { return string(uri.File(path)) }
