package server

import (
	"context"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/facts"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/toolchain"
)

// doctor implements telemetry-ls.doctor.
func (s *Server) doctor(ctx context.Context, _ commands.None) (doctor.Checks, error) {
	state := s.reader.Read()
	k := facts.Known{Status: s.statusOf(state), State: state, Config: s.configs.cached(), Locks: s.prompter.LockProblem()}
	k.Running, k.Unknown = s.stillCounting(ctx)
	k.Index, _ = s.counts() // without a directory there is none
	m := s.machine()
	if s.opts.AskGo != nil {
		m.AskGo = func(ctx context.Context) (toolchain.Answer, error) { return s.askGo(ctx, state) }
	}
	return m.Doctor(ctx, k), ctx.Err()
}

// askGo asks the go command, unless it has answered about that mode file lately.
func (s *Server) askGo(ctx context.Context, state mode.State) (toolchain.Answer, error) {
	return s.goAnswer.get(string(state.Raw), func() (toolchain.Answer, error) {
		return s.opts.AskGo(ctx, s.opts.Dir.ModeFile(), s.workspace.get())
	})
}

// goAnswerFor is how long an answer is believed. An open page is written again every few
// seconds.
const goAnswerFor = time.Minute

// goAnswer keeps the last answer of the go command.
type goAnswer struct {
	mu     sync.Mutex // guards what follows; held while the go command runs
	about  string     // the content of the mode file
	at     time.Time  // when it answered, zero if it never did
	answer toolchain.Answer
	err    error
}

func (g *goAnswer) get(about string, ask func() (toolchain.Answer, error)) (toolchain.Answer, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.at.IsZero() || g.about != about || time.Since(g.at) > goAnswerFor {
		g.answer, g.err = ask()
		g.about, g.at = about, time.Now()
		if g.err != nil { // it may be mended, or the request was canceled
			g.at = time.Now().Add(10*time.Second - goAnswerFor)
		}
	}
	return g.answer, g.err
}
