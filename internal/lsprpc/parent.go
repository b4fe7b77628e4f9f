package lsprpc

import (
	"context"
	"log/slog"
	"math"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
)

// parentPoll is how often the editor's process is looked for if the system does not
// report its end.
const parentPoll = 30 * time.Second

// editorProcess gives the process whose end is the end of the connection: the one of
// initialize, else the one of the command line; 0 for none. A process that does not
// run now is one of another namespace, such as that of an editor outside the container
// of the server: its end could not be seen.
func (c *Conn) editorProcess(named jsontext.Value) int {
	var pid float64 // some editors know no other numbers
	if len(named) == 0 || (codec{}).Unmarshal(named, &pid) != nil || pid < 1 {
		return c.clientPID
	}
	return visible(pid, c.log)
}

// visible gives pid if a process of that number runs here, else 0.
func visible(pid float64, log *slog.Logger) int {
	if pid <= math.MaxInt32 && process.Alive(int(pid)) {
		return int(pid)
	}
	log.Info("the editor's process is not visible here, so its end is not waited for", "pid", pid)
	return 0
}

// watchEditor ends the connection when the process pid, the editor, is gone; but not
// before initialize is answered: that reply goes out whatever happens.
func (c *Conn) watchEditor(pid int) {
	replied := c.stream.nextWritten() // since nothing else is sent before
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

// pollEnd is awaitEnd by looking at the process from time to time.
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
