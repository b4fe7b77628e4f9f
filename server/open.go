package server

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/telemetry-ls/telemetry-ls/commands"
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

// render writes the document name.
func (s *Server) render(name string) (string, error) {
	switch name {
	case "explanation":
		return view.Explanation(s.status()), nil
	}
	return "", jsonrpc2.Errorf(jsonrpc2.InvalidParams, "there is no document %q, want one of %s", name, strings.Join(documentNames(), ", "))
}

func documentNames() []string { return commands.Open.Params[0].Values }

// open is telemetry-ls.open.
func (s *Server) open(ctx context.Context, arg commands.OpenArgs) (commands.OpenResult, error) {
	text, err := s.render(arg.Document)
	if err != nil {
		return commands.OpenResult{}, err
	}
	if arg.Show && s.client.showDocument {
		s.spawn("showing a document", func(ctx context.Context) { s.show(ctx, arg.Document, text) })
	}
	return commands.OpenResult{URI: documentURI(arg.Document), LanguageID: "markdown", Text: text}, ctx.Err()
}

// showDocumentParams is made by hand, since protocol rewrites the URI.
type showDocumentParams struct {
	URI       string `json:"uri"`
	TakeFocus bool   `json:"takeFocus"`
}

// show asks the editor to show a document: under its own URI where the editor can
// ask for the text, else as a read-only file.
func (s *Server) show(ctx context.Context, name, text string) {
	uri := documentURI(name)
	if !s.client.content {
		path, err := s.contents.write(s.opts.CacheDir, name, text)
		if err != nil {
			s.showMessage(protocol.MessageTypeError, err.Error())
			return
		}
		uri = fileURI(path)
	}
	raw, err := json.Marshal(showDocumentParams{URI: uri, TakeFocus: true})
	if err == nil {
		_, err = s.conn.Call(ctx, protocol.MethodWindowShowDocument, jsonrpc2.RawMessage(raw), new(jsonrpc2.RawMessage))
	}
	if err != nil && ctx.Err() == nil {
		s.log.Warn("showing a document", "uri", uri, "cause", err)
	}
}

// showExplanation answers 'Show what is collected'.
func (s *Server) showExplanation(ctx context.Context) {
	text := view.Explanation(s.status())
	if s.client.showDocument {
		s.show(ctx, "explanation", text)
		return
	}
	s.showMessage(protocol.MessageTypeInfo, text)
}

// contentParams is decoded by hand, since protocol rewrites the URI.
type contentParams struct {
	URI string `json:"uri"`
}

// textDocumentContent serves a document to an editor that asks for its text.
func (s *Server) textDocumentContent(_ context.Context, p *contentParams) (jsonrpc2.RawMessage, error) {
	name, ok := documentName(p.URI)
	if !ok {
		return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "uri %q is not one of this server's, such as %s", p.URI, documentURI("explanation"))
	}
	text, err := s.render(name)
	if err != nil {
		return nil, err
	}
	s.contents.served(p.URI, text)
	return json.Marshal(struct {
		Text string `json:"text"`
	}{text})
}

// contents knows which documents the editor has, and the files made for editors
// that cannot ask for a text.
type contents struct {
	mu   sync.Mutex        // guards what follows
	live map[string]string // URI as the editor writes it, to the text it has
	dir  string            // of the files, "" before the first
}

func (c *contents) served(uri, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live == nil {
		c.live = make(map[string]string)
	}
	c.live[strings.Clone(uri)] = text
}

// opened and closed follow the editor's notifications for such documents.
func (c *contents) opened(string) {}

func (c *contents) closed(uri string) {
	name, ok := documentName(uri)
	if !ok {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for u := range c.live {
		if n, _ := documentName(u); n == name {
			delete(c.live, u)
		}
	}
}

// refresh tells the editor of each document it has whose text is another now.
func (c *contents) refresh(s *Server) {
	c.mu.Lock()
	var changed []string
	for uri, text := range c.live {
		name, _ := documentName(uri)
		if now, err := s.render(name); err == nil && now != text {
			c.live[uri] = now
			changed = append(changed, uri)
		}
	}
	c.mu.Unlock()
	for _, uri := range changed {
		s.spawn("refreshing a document", func(ctx context.Context) {
			raw, _ := json.Marshal(contentParams{uri})
			if _, err := s.conn.Call(ctx, protocol.MethodWorkspaceTextDocumentContentRefresh, jsonrpc2.RawMessage(raw), new(jsonrpc2.RawMessage)); err != nil {
				s.log.Debug("refreshing a document", "uri", uri, "cause", err)
			}
		})
	}
}

// write makes a read-only file of a document, for one user's eyes.
func (c *contents) write(cacheDir, name, text string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dir == "" {
		parent := filepath.Join(cacheDir, Name)
		if cacheDir == "" {
			parent = os.TempDir()
		}
		if err := os.MkdirAll(parent, 0o700); err != nil {
			return "", fmt.Errorf("making a folder for documents: %w", err)
		}
		dir, err := os.MkdirTemp(parent, "documents-*")
		if err != nil {
			return "", fmt.Errorf("making a folder for documents: %w", err)
		}
		c.dir = dir
	}
	path := filepath.Join(c.dir, name+".md")
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return "", fmt.Errorf("replacing a document: %w", err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return "", fmt.Errorf("writing a document: %w", err)
	}
	return path, nil
}

// removeFiles removes the files of this process.
func (c *contents) removeFiles() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dir != "" {
		_ = os.RemoveAll(c.dir)
	}
}

// fileURI is the file URI of path.
func fileURI(path string) string { return string(uri.File(path)) }
