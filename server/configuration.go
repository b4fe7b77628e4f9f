package server

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/lint/exclude"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/settings"
)

// configurationWait limits how long the prompt waits for the editor's answer to
// workspace/configuration: some clients never answer.
const configurationWait = 10 * time.Second

// currentSettings holds the settings in effect: the defaults, overridden by the
// initializationOptions, overridden by the configuration.
type currentSettings struct {
	mu      sync.Mutex // guards what follows
	initial settings.Settings
	now     settings.Settings
	said    map[string]bool // the problems already reported

	initialProblems []string // in the initializationOptions; constant after initialize

	pulls     atomic.Int64  // the number of requests to the editor
	ready     chan struct{} // closed when the first configuration is known
	readyOnce sync.Once
}

func (f *currentSettings) init() {
	f.initial, f.now = settings.Default(), settings.Default()
	f.said = make(map[string]bool)
	f.ready = make(chan struct{})
}

func (f *currentSettings) get() settings.Settings {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

// applyInitial applies the initializationOptions. It keeps their problems until the
// server may send messages.
func (f *currentSettings) applyInitial(raw jsontext.Value) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.initialProblems = f.initial.Apply(raw)
	f.now = f.initial
}

// apply applies the configuration section and returns its problems.
func (f *currentSettings) apply(raw jsontext.Value) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	next := f.initial
	problems := next.Apply(raw)
	f.now = next
	return problems
}

// reportSettings shows each problem once.
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

// pullSettings requests the configuration, if the editor supports that.
func (s *Server) pullSettings(ctx context.Context) {
	defer s.settings.readyOnce.Do(func() { close(s.settings.ready) })
	if !s.client.configuration {
		return
	}
	pull := s.settings.pulls.Add(1)
	values, err := s.editor.configuration(ctx, settings.Section)
	if err != nil {
		s.log.Warn("requesting the configuration", "cause", err)
		return
	}
	if len(values) > 0 && pull == s.settings.pulls.Load() { // otherwise a newer answer is coming
		s.changeSettings(values[0])
	}
}

// register asks the editor to report changes of the configuration and of the files that
// exclude documents from the lint, if it does so only after a registration.
func (s *Server) register() {
	if s.client.registers {
		s.editor.registerConfiguration(settings.Section)
	}
	if s.client.watches {
		s.editor.registerFile(exclude.FileName)
	}
}

func (s *Server) changeSettings(raw jsontext.Value) {
	before := s.settings.get()
	s.reportSettings(s.settings.apply(raw))
	now := s.settings.get()
	if now.CodeLens != before.CodeLens {
		s.refreshLenses()
	}
	if now.Lint != before.Lint {
		s.relint()
	}
	if now.Prompt == promptAuto && before.Prompt != promptAuto {
		s.promptOn(prompt.Allowed)
	}
}

// didChangeConfiguration carries the settings in old clients. In newer ones, it only
// says that the server should request them.
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

// awaitSettings waits until the settings are known or the editor hasn't answered in
// time.
func (s *Server) awaitSettings(ctx context.Context) {
	timer := time.NewTimer(configurationWait)
	defer timer.Stop()
	select {
	case <-s.settings.ready:
	case <-timer.C:
	case <-ctx.Done():
	}
}
