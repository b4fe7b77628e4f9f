package main

import "time"

// measureThroughput sends one request after the other, in turns of a quarter
// of the time for each server.
func measureThroughput(g *ground, opts options) ([]row, error) {
	sides := []struct {
		program, params string
		client          *client
		calls           int
		took            time.Duration
	}{
		{program: opts.server, params: `{"command":"telemetry-ls.status","arguments":[]}`},
		{program: opts.gopls, params: `{"command":"gopls.views","arguments":[]}`},
	}
	for i := range sides {
		s := &sides[i]
		c, err := startClient(g, s.program, "serve")
		if err != nil {
			return nil, err
		}
		defer c.stop()
		if err := c.handshake(g); err != nil {
			return nil, err
		}
		// The first calls wait for what a server loads in the background.
		if _, _, err := callFor(c, s.params, opts.load/4); err != nil {
			return nil, err
		}
		s.client = c
	}
	for range 4 {
		for i := range sides {
			s := &sides[i]
			calls, took, err := callFor(s.client, s.params, opts.load/4)
			if err != nil {
				return nil, err
			}
			s.calls += calls
			s.took += took
		}
	}
	ours := float64(sides[0].calls) / sides[0].took.Seconds()
	gopls := float64(sides[1].calls) / sides[1].took.Seconds()
	return []row{{
		what: "status requests, serial", unit: "/s",
		ours: ours, rival: gopls, rivalName: "gopls.views",
		budget: "3 x gopls", within: ours >= 3*gopls,
	}}, nil
}

func callFor(c *client, params string, span time.Duration) (int, time.Duration, error) {
	began := time.Now()
	calls := 0
	for time.Since(began) < span {
		if err := c.call("workspace/executeCommand", params); err != nil {
			return 0, 0, err
		}
		calls++
	}
	return calls, time.Since(began), nil
}
