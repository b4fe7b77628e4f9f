package server

import (
	"sync"

	"github.com/telemetry-ls/telemetry-ls/config"
)

// announcements are those of this process that can't be remembered over all servers.
type announcements struct {
	mu    sync.Mutex // guards shown
	shown map[string]string
}

// first reports whether the last announcement about a topic had another content.
func (a *announcements) first(topic, content string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.shown == nil {
		a.shown = map[string]string{}
	}
	before, ok := a.shown[topic]
	a.shown[topic] = content
	return !ok || before != content
}

// announces reports whether the user hasn't seen an announcement yet, in any editor.
func (s *Server) announces(topic, content string) bool {
	first, err := config.Announce(s.opts.ConfigDir, topic, content)
	if err != nil || s.opts.ConfigDir == "" {
		s.log.Info("the next start will repeat an announcement", "cause", err)
		return s.announcements.first(topic, content)
	}
	return first
}
