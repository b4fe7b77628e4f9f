package server

import (
	"context"
	"path/filepath"
	"slices"
	"sync"

	"github.com/telemetry-ls/telemetry-ls/lint/exclude"
)

// excludeErrors are the errors in the files that exclude documents from the lint, for the
// log to have each once.
type excludeErrors struct {
	mu   sync.Mutex // guards said
	said map[string]bool
}

// excluded reports whether the repository or a workspace folder excludes a document from
// the lint. It reads the files each time, but only for documents with findings.
func (s *Server) excluded(doc *document) bool {
	path := folderPath(doc.uri)
	if path == "" {
		return false
	}
	dirs := []string{filepath.Dir(path)}
	for _, folder := range s.workspace.around(path) {
		if !slices.Contains(exclude.UpToRepository(dirs[0]), folder) {
			dirs = append(dirs, folder)
		}
	}
	for _, dir := range dirs {
		set, errs := exclude.Find(dir)
		for _, err := range errs {
			if s.excludeErrors.add(err.Error()) {
				s.log.Warn("excluding files from the lint", "cause", err)
			}
		}
		if set.Excludes(path) {
			return true
		}
	}
	return false
}

// didChangeWatchedFiles shows the diagnostics again after a change of a file that excludes
// documents: the server asks for no others. The file can also hold a policy.
func (s *Server) didChangeWatchedFiles(context.Context) error {
	s.relint()
	s.publishSoon()
	return nil
}

// add reports whether the log doesn't have the error yet.
func (e *excludeErrors) add(text string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.said[text] {
		return false
	}
	if e.said == nil {
		e.said = make(map[string]bool)
	}
	e.said[text] = true
	return true
}
