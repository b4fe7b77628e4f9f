package server

import (
	"context"
	"path"
	"strings"
	"sync"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// maxDocument bounds the text that is kept of one document; there is nothing for
// this server in larger ones.
const maxDocument = 4 << 20

// document is an open document. Its text is immutable; a change makes a new one.
type document struct {
	uri      uri.URI
	language string
	text     string
	tooLarge bool
}

// base is the last element of the document's path.
func (d *document) base() string { return path.Base(string(d.uri)) }

// documents are the open ones.
type documents struct {
	mu   sync.RWMutex // guards open
	open map[uri.URI]*document
}

// get gives an open document, nil if it is not open.
func (d *documents) get(u uri.URI) *document {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.open[u]
}

func (d *documents) put(doc *document) {
	if len(doc.text) > maxDocument {
		doc.text, doc.tooLarge = "", true
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == nil {
		d.open = make(map[uri.URI]*document)
	}
	d.open[doc.uri] = doc
}

func (d *documents) remove(u uri.URI) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.open, u)
}

// clone gives u memory of its own: decoded strings hold on to their message.
func clone(u uri.URI) uri.URI {
	return uri.URI(strings.Clone(string(u)))
}

func (s *Server) didOpen(_ context.Context, p *protocol.DidOpenTextDocumentParams) error {
	s.docs.put(&document{
		uri:      clone(p.TextDocument.URI),
		language: strings.Clone(string(p.TextDocument.LanguageID)),
		text:     strings.Clone(p.TextDocument.Text),
	})
	s.contents.opened(string(p.TextDocument.URI))
	return nil
}

func (s *Server) didChange(_ context.Context, p *protocol.DidChangeTextDocumentParams) error {
	old := s.docs.get(p.TextDocument.URI)
	if old == nil {
		s.log.Warn("a change of a document that is not open", "uri", string(p.TextDocument.URI))
		return nil
	}
	doc := *old
	for _, change := range p.ContentChanges {
		switch c := change.(type) {
		case *protocol.TextDocumentContentChangeWholeDocument:
			doc.text, doc.tooLarge = strings.Clone(c.Text), false
		case *protocol.TextDocumentContentChangePartial:
			if doc.tooLarge {
				continue // unknown until the whole text comes again
			}
			doc.text = splice(doc.text, c.Range, c.Text, s.client.utf8)
		}
	}
	s.docs.put(&doc)
	return nil
}

func (s *Server) didClose(_ context.Context, p *protocol.DidCloseTextDocumentParams) error {
	s.docs.remove(p.TextDocument.URI)
	s.contents.closed(string(p.TextDocument.URI))
	return nil
}
