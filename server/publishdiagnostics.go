package server

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// published publishes diagnostics to an editor that doesn't request them. One goroutine
// checks and publishes, so the order of what it publishes is the order of the versions. It
// runs only while there is something to do.
type published struct {
	mu      sync.Mutex // guards what follows
	waiting []string   // URIs of documents that were opened, changed or closed
	running bool

	shown map[string]bool // documents whose diagnostics the editor shows; used by that goroutine only
}

// publishParams are the params of textDocument/publishDiagnostics.
type publishParams struct {
	URI         string       `json:"uri"`
	Version     version      `json:"version,omitzero"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

// publishDiagnostics publishes the diagnostics of a document soon, if there are any to show
// or to clear, and if the editor doesn't request them.
func (s *Server) publishDiagnostics(uri string) {
	if !s.client.pullsDiagnostics && s.published.add(uri) {
		s.editor.Spawn("diagnostics", s.publishWaiting)
	}
}

// add reports whether the goroutine must be started.
func (p *published) add(uri string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !slices.Contains(p.waiting, uri) {
		p.waiting = append(p.waiting, strings.Clone(uri))
	}
	start := !p.running
	p.running = true
	return start
}

// next returns the next document; ok is false if none is waiting.
func (p *published) next() (uri string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.waiting) == 0 {
		p.running = false
		return "", false
	}
	uri, p.waiting = p.waiting[0], p.waiting[1:]
	return uri, true
}

func (s *Server) publishWaiting(context.Context) {
	for uri, ok := s.published.next(); ok; uri, ok = s.published.next() {
		s.editor.Contain("diagnostics", func() { s.publishNow(uri) })
	}
}

// publishNow publishes the diagnostics of a document, unless a newer version of it is
// waiting.
func (s *Server) publishNow(uri string) {
	params := publishParams{URI: uri, Diagnostics: []diagnostic{}}
	doc := s.docs.get(uri)
	if doc != nil {
		params.Diagnostics = s.diagnose(doc)
		if s.client.versions {
			params.Version = doc.version
		}
	}
	if s.docs.get(uri) != doc {
		return
	}
	if s.published.show(uri, len(params.Diagnostics) > 0) {
		s.editor.publishDiagnostics(params)
	}
}

// show records whether a document has diagnostics, and reports whether the editor must be
// told.
func (p *published) show(uri string, some bool) bool {
	before := p.shown[uri]
	switch {
	case some && p.shown == nil:
		p.shown = map[string]bool{uri: true}
	case some:
		p.shown[uri] = true
	default:
		delete(p.shown, uri)
	}
	return some || before
}
