package server

import (
	"context"
	"math"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
)

// parentPoll is how often the editor's process is looked for where nothing tells
// of its end.
const parentPoll = 30 * time.Second

// editorProcess gives the process whose end is the end of the server: the one of
// initialize, else the one of the command line; 0 for none. A process that does not
// run now is one of another namespace, such as that of an editor outside the
// container of the server: of its end nothing could be known.
func (s *Server) editorProcess(named jsontext.Value) int {
	var pid float64 // some editors know no other numbers
	if len(named) == 0 || (codec{}).Unmarshal(named, &pid) != nil || pid < 1 {
		return s.opts.ClientPID
	}
	if pid <= math.MaxInt32 && process.Alive(int(pid)) {
		return int(pid)
	}
	s.log.Info("the editor's process is not visible here, so its end is not waited for", "pid", pid)
	return 0
}

// watchAfter watches the process pid once initialize was answered: that reply goes
// out whatever happens.
func (s *Server) watchAfter(ctx context.Context, replied <-chan struct{}, pid int) {
	select {
	case <-replied:
		s.watchParent(ctx, pid)
	case <-ctx.Done():
	}
}

// pollParent ends the server when the process pid is gone.
func (s *Server) pollParent(ctx context.Context, pid int) {
	ticker := time.NewTicker(parentPoll)
	defer ticker.Stop()
	for process.Alive(pid) {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
	s.parentGone(pid)
}

func (s *Server) parentGone(pid int) {
	s.log.Info("the editor's process is gone", "pid", pid)
	s.life.end()
}
