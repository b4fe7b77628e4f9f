package main

import (
	"fmt"
	"os"
	"time"
)

// measureLatency writes the mode file as `go telemetry` does, from a process
// that is not the server's, and waits for the notification. No other program
// tells an editor of a switch, so there is no rival.
func measureLatency(g *ground, opts options) ([]row, error) {
	c, err := startClient(g, opts.server, "serve")
	if err != nil {
		return nil, err
	}
	defer c.stop()
	if err := c.handshake(g); err != nil {
		return nil, err
	}
	if err := awaitMode(c, "local", nil); err != nil {
		return nil, err
	}
	var took []float64
	modes := []string{"off", "local"}
	for i := range opts.switches {
		mode := modes[i%len(modes)]
		// An editor is told of a switch after some quiet, not in a burst.
		time.Sleep(10 * time.Millisecond)
		began := time.Now()
		if err := os.WriteFile(g.modeFile, []byte(mode+" 2026-01-01"), 0o666); err != nil {
			return nil, err
		}
		var seen statusAt
		if err := awaitMode(c, mode, &seen); err != nil {
			return nil, err
		}
		took = append(took, float64(seen.at.Sub(began))/float64(time.Millisecond))
	}
	p50, p99 := quantile(took, 0.5), quantile(took, 0.99)
	return []row{
		{
			what: "mode written to notification, median", unit: "ms", placesAfter: 2,
			ours: p50, budget: "1 ms", within: p50 <= 1,
		},
		{
			what: "mode written to notification, p99", unit: "ms", placesAfter: 2,
			ours: p99, budget: "10 ms", within: p99 <= 10,
		},
	}, nil
}

func awaitMode(c *client, mode string, seen *statusAt) error {
	timeout := time.NewTimer(answerWithin)
	defer timeout.Stop()
	for {
		select {
		case status := <-c.statuses:
			if status.mode != mode {
				continue
			}
			if seen != nil {
				*seen = status
			}
			return nil
		case <-timeout.C:
			return fmt.Errorf("no goTelemetry/status with mode %s in %v", mode, answerWithin)
		}
	}
}
