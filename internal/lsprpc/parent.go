package lsprpc

import (
	"context"
	"log/slog"
	"math"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
)

// parentPoll is the time between checks of the editor's process on systems that don't
// report its end.
const parentPoll = 30 * time.Second

// editorProcess returns the process whose end ends the connection: the one named in
// initialize, otherwise the one from the command line, or 0 for none. A process that
// doesn't run now belongs to another namespace, for example when the server runs in a
// container and the editor outside it. The server couldn't see its end.
func (c *Conn) editorProcess(named jsontext.Value) int {
	var pid float64 // some editors have no other number type
	if len(named) == 0 || (codec{}).Unmarshal(named, &pid) != nil || pid < 1 {
		return c.clientPID
	}
	return visible(pid, c.log)
}

// visible returns pid if such a process runs here, otherwise 0.
func visible(pid float64, log *slog.Logger) int {
	if pid <= math.MaxInt32 && process.Alive(int(pid)) {
		return int(pid)
	}
	log.Info("not watching the editor's process, which is not visible here", "pid", pid)
	return 0
}

// watchEditor ends the connection when the editor's process pid has ended. It waits
// for the reply to initialize, which the server always sends.
func (c *Conn) watchEditor(pid int) {
	replied := c.stream.nextWritten() // the reply is the first message sent
	c.Spawn("parent", func(ctx context.Context) {
		select {
		case <-replied:
		case <-ctx.Done():
			return
		}
		if awaitEnd(ctx, pid) {
			c.log.Info("the editor's process is gone", "pid", pid)
			c.life.end()
		}
	})
}

// pollEnd implements awaitEnd by polling.
func pollEnd(ctx context.Context, pid int) (ended bool) {
	ticker := time.NewTicker(parentPoll)
	defer ticker.Stop()
	for process.Alive(pid) {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return false
		}
	}
	return true
}
