package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// measureLatency writes the mode file as `go telemetry` does, from a process other than
// the server, and waits for the notification. No other program notifies an editor of a
// switch, so there is no rival.
func measureLatency(g *ground, opts options) ([]row, error) {
	took, err := g.switchTimes(opts, func(int) error { return nil })
	return latencyRows("mode written to notification", took), err
}

// measureBusyLatency is measureLatency with 10,000 counter files in the directory, and a
// new one before each switch.
func measureBusyLatency(_ *ground, opts options) ([]row, error) {
	g, err := newGround()
	if err != nil {
		return nil, err
	}
	defer g.remove()
	if err := g.fill(summaryFiles); err != nil {
		return nil, err
	}
	local := filepath.Join(filepath.Dir(g.modeFile), "local")
	files, err := filepath.Glob(filepath.Join(local, "p00000@*"))
	if err != nil || len(files) != 1 {
		return nil, fmt.Errorf("finding a counter file to copy: %d files, %w", len(files), err)
	}
	raw, err := os.ReadFile(files[0])
	if err != nil {
		return nil, err
	}
	took, err := g.switchTimes(opts, func(i int) error {
		return os.WriteFile(filepath.Join(local, fmt.Sprintf("new%05d.v1.count", i)), raw, 0o644)
	})
	return latencyRows("the same beside 10,000 counter files and new ones", took), err
}

// switchTimes returns how many milliseconds the server took to report each switch. It
// calls before ahead of each switch.
func (g *ground) switchTimes(opts options, before func(i int) error) ([]float64, error) {
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
		// Measure single switches, not a burst.
		time.Sleep(10 * time.Millisecond)
		if err := before(i); err != nil {
			return nil, err
		}
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
	return took, nil
}

// latencyRows compares the times with the budget.
func latencyRows(what string, took []float64) []row {
	if len(took) == 0 {
		return nil
	}
	p50, p99 := quantile(took, 0.5), quantile(took, 0.99)
	return []row{
		{what: what + ", median", unit: "ms", placesAfter: 2, ours: p50, budget: "1 ms", within: p50 <= 1},
		{what: what + ", p99", unit: "ms", placesAfter: 2, ours: p99, budget: "10 ms", within: p99 <= 10},
	}
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
