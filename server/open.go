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
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// scheme is the URI scheme of the pages.
const scheme = "go-telemetry"

// pageURI returns the URI of a page, such as go-telemetry:///explanation.md.
func pageURI(name string) string { return scheme + ":///" + name + ".md" }

// pageName is the inverse of pageURI. Some libraries rewrite such URIs with one
// slash, so it accepts any number of slashes.
func pageName(uri string) (string, bool) {
	rest, ok := strings.CutPrefix(uri, scheme+":")
	name, md := strings.CutSuffix(strings.TrimLeft(rest, "/"), ".md")
	return name, ok && md
}

// open implements telemetry-ls.open.
func (s *Server) open(ctx context.Context, arg commands.OpenArgs) (commands.OpenResult, error) {
	text, err := s.page(ctx, arg.Document)
	if err != nil {
		return commands.OpenResult{}, err
	}
	if arg.Show && s.client.showDocument {
		s.editor.Spawn("showing a page", func(ctx context.Context) { s.show(ctx, arg.Document, text) })
	}
	return commands.OpenResult{URI: pageURI(arg.Document), LanguageID: "markdown", Text: text}, ctx.Err()
}

// showWait limits how long the server waits for the editor to show a page.
const showWait = 10 * time.Second

// show asks the editor to show a page: by its go-telemetry URI if the editor can
// request the text, otherwise as a read-only file.
func (s *Server) show(ctx context.Context, name, text string) {
	uri := pageURI(name)
	if !s.client.content {
		path, err := s.pageFiles.write(name, text)
		if errors.Is(err, errEnded) {
			return
		}
		if err != nil {
			s.tellFailure(aboutProblem, protocol.MessageTypeError, err)
			return
		}
		uri = fileURI(path)
	}
	ctx, cancel := context.WithTimeout(ctx, showWait)
	defer cancel()
	if err := s.editor.showDocument(ctx, uri); err != nil && ctx.Err() == nil {
		s.log.Warn("showing a page", "uri", uri, "cause", err)
	}
}

// explanation is the page that the prompt refers to.
const explanation = "explanation"

// showExplanation answers 'Details...' in a question.
func (s *Server) showExplanation(ctx context.Context, about string) {
	text, err := s.page(ctx, explanation)
	if err != nil {
		s.log.Warn("writing a page", "name", explanation, "cause", err)
		return
	}
	if s.client.showDocument {
		s.show(ctx, explanation, text)
		return
	}
	s.tell(meaning{Kind: about}, protocol.MessageTypeInfo, text)
}

// contentParams is decoded by hand, because protocol rewrites the URI.
type contentParams struct {
	URI string `json:"uri"`
}

// textDocumentContent returns the text of a page to the editor.
func (s *Server) textDocumentContent(ctx context.Context, p *contentParams) (jsontext.Value, error) {
	name, ok := pageName(p.URI)
	if !ok {
		return nil, invalidParams("uri is not the URI of a page; an example is %s", pageURI(explanation))
	}
	write := s.page
	if s.openPages.has(p.URI) {
		write = s.pageAgain
	}
	text, err := write(ctx, name)
	if err != nil {
		return nil, err
	}
	s.openPages.served(p.URI, text)
	s.openPages.keepLive()
	return plainjson.Marshal(struct {
		Text string `json:"text"`
	}{text})
}

// fileURI returns the file URI of path.
func fileURI(path string) string { return string(uri.File(path)) }
