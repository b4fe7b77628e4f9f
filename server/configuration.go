package server

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/settings"
)

// configurationWait bounds how long the prompt waits for the editor's answer to
// workspace/configuration: some clients never answer.
const configurationWait = 10 * time.Second

// settingsInForce holds the settings: the defaults, over them the
// initializationOptions, over them the configuration.
type settingsInForce struct {
	mu      sync.Mutex // guards what follows
	initial settings.Settings
	now     settings.Settings
	said    map[string]bool // problems that were reported

	initialProblems []string // of the initializationOptions, constant afterwards

	pulls     atomic.Int64  // how often the editor was asked
	ready     chan struct{} // closed when the first configuration is known
	readyOnce sync.Once
}

func (f *settingsInForce) init() {
	f.initial, f.now = settings.Default(), settings.Default()
	f.said = make(map[string]bool)
	f.ready = make(chan struct{})
}

func (f *settingsInForce) get() settings.Settings {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

// applyInitial takes the initializationOptions; its problems wait until messages may
// be sent.
func (f *settingsInForce) applyInitial(raw jsontext.Value) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.initialProblems = f.initial.Apply(raw)
	f.now = f.initial
}

// apply takes the configuration section.
func (f *settingsInForce) apply(raw jsontext.Value) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	next := f.initial
	problems := next.Apply(raw)
	f.now = next
	return problems
}

// reportSettings says each problem once.
func (s *Server) reportSettings(problems []string) {
	for _, p := range problems {
		s.settings.mu.Lock()
		said := s.settings.said[p]
		s.settings.said[p] = true
		s.settings.mu.Unlock()
		if !said {
			s.tell(meaning{Kind: aboutProblem}, protocol.MessageTypeWarning, p)
		}
	}
}

// pullSettings asks the editor for its configuration, where it has one.
func (s *Server) pullSettings(ctx context.Context) {
	defer s.settings.readyOnce.Do(func() { close(s.settings.ready) })
	if !s.client.configuration {
		return
	}
	pull := s.settings.pulls.Add(1)
	values, err := s.editor.configuration(ctx, settings.Section)
	if err != nil {
		s.log.Warn("asking for the configuration", "cause", err)
		return
	}
	if len(values) > 0 && pull == s.settings.pulls.Load() { // else a newer answer comes
		s.changeSettings(values[0])
	}
}

// register asks the editor to tell of changes of the configuration, where it does
// so for the asking only.
func (s *Server) register() {
	if !s.client.registers {
		return
	}
	s.editor.registerConfiguration(settings.Section)
}

func (s *Server) changeSettings(raw jsontext.Value) {
	before := s.settings.get()
	s.reportSettings(s.settings.apply(raw))
	if now := s.settings.get(); now.CodeLens != before.CodeLens {
		s.refreshLenses()
	}
	if s.settings.get().Lint != before.Lint {
		s.relint()
	}
}

// didChangeConfiguration carries the settings in old clients; in newer ones it
// only says that they should be asked for.
func (s *Server) didChangeConfiguration(_ context.Context, p *protocol.DidChangeConfigurationParams) error {
	if s.client.configuration {
		s.editor.Spawn("settings", s.pullSettings)
		return nil
	}
	var sections map[string]jsontext.Value
	if p.Settings.Kind() == '{' && plainjson.Unmarshal(p.Settings, &sections) == nil {
		if section, ok := sections[settings.Section]; ok {
			s.changeSettings(section)
		}
	}
	return nil
}

// awaitSettings waits until the settings are known, or the editor will not say.
func (s *Server) awaitSettings(ctx context.Context) {
	timer := time.NewTimer(configurationWait)
	defer timer.Stop()
	select {
	case <-s.settings.ready:
	case <-timer.C:
	case <-ctx.Done():
	}
}
