package server

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"
)

// maxDocument limits the text that the server keeps of one document. Larger ones
// contain nothing for this server.
const maxDocument = 4 << 20

// document is an open document. It is immutable; a change creates a new one.
type document struct {
	uri      string
	language string
	text     string
	tooLarge bool
	version  version // as the editor counts
	sequence uint64  // as the server counts, over all documents
	check    *check
	history  *history
}

// base returns the last element of the document's path.
func (d *document) base() string { return path.Base(d.uri) }

// documents holds the open documents.
type documents struct {
	mu       sync.RWMutex // guards what follows
	open     map[string]*document
	sequence uint64 // of the newest
}

// all returns the open documents in no particular order.
func (d *documents) all() []*document {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return slices.Collect(maps.Values(d.open))
}

// get returns the open document with a URI, nil if there is none.
func (d *documents) get(u string) *document {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.open[u]
}

func (d *documents) put(doc *document) {
	if len(doc.text) > maxDocument {
		doc.text, doc.tooLarge = "", true
	}
	doc.check = new(check)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sequence++
	doc.sequence = d.sequence
	if d.open == nil {
		d.open = make(map[string]*document)
	}
	d.open[doc.uri] = doc
}

func (d *documents) remove(u string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.open, u)
}

// The params of document notifications are decoded by hand: protocol rewrites URIs,
// but the server must send them back exactly as the editor wrote them.
type (
	docID struct {
		URI string `json:"uri"`
	}
	docParams struct {
		TextDocument docID `json:"textDocument"`
	}
	positionParams struct {
		TextDocument docID             `json:"textDocument"`
		Position     protocol.Position `json:"position"`
	}
	openParams struct {
		TextDocument struct {
			URI        string  `json:"uri"`
			LanguageID string  `json:"languageId"`
			Version    version `json:"version"`
			Text       string  `json:"text"`
		} `json:"textDocument"`
	}
	changeParams struct {
		TextDocument struct {
			URI     string  `json:"uri"`
			Version version `json:"version"`
		} `json:"textDocument"`
		ContentChanges []change `json:"contentChanges"`
	}
	change struct {
		Range *protocol.Range `json:"range"` // nil: Text is the whole text
		Text  string          `json:"text"`
	}
)

// version is the version of a document, nil if the editor states none.
type version jsontext.Value

// UnmarshalJSON implements the interface of the json packages. Anything but a whole number
// is no version.
func (v *version) UnmarshalJSON(raw []byte) error {
	*v = nil
	if _, err := strconv.ParseInt(string(raw), 10, 32); err == nil {
		*v = version(slices.Clone(raw))
	}
	return nil
}

// MarshalJSON implements the interface of the json packages.
func (v version) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	return v, nil
}

func (p *docParams) documentURI() string      { return p.TextDocument.URI }
func (p *positionParams) documentURI() string { return p.TextDocument.URI }

// didOpen clones the strings, because decoded ones keep their message in memory.
func (s *Server) didOpen(_ context.Context, p *openParams) error {
	s.changed(&document{
		uri:      strings.Clone(p.TextDocument.URI),
		language: strings.Clone(p.TextDocument.LanguageID),
		text:     strings.Clone(p.TextDocument.Text),
		version:  p.TextDocument.Version,
		history:  new(history),
	})
	s.workspace.visit(p.TextDocument.URI)
	return nil
}

func (s *Server) didChange(_ context.Context, p *changeParams) error {
	old := s.docs.get(p.TextDocument.URI)
	if old == nil {
		return fmt.Errorf("changing %s: the document is not open", p.TextDocument.URI)
	}
	doc := *old
	doc.version = p.TextDocument.Version
	changes := p.ContentChanges
	for i, c := range slices.Backward(changes) { // a whole text replaces everything before it
		if c.Range == nil {
			doc.text, doc.tooLarge = strings.Clone(c.Text), false
			changes = changes[i+1:]
			break
		}
	}
	if !doc.tooLarge { // otherwise unknown until the editor sends the whole text again
		doc.text = edit(doc.text, changes, s.client.utf8)
	}
	s.changed(&doc)
	return nil
}

// changed stores the new state of a document.
func (s *Server) changed(doc *document) {
	s.docs.put(doc)
	s.publishDiagnostics(doc.uri)
}

func (s *Server) didClose(_ context.Context, p *docParams) error {
	s.docs.remove(p.TextDocument.URI)
	s.openPages.closed(p.TextDocument.URI)
	s.publishDiagnostics(p.TextDocument.URI)
	return nil
}
