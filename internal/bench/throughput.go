package main

import "time"

// measureThroughput sends one request after the other. The servers take turns, each a
// quarter of its time.
func measureThroughput(g *ground, opts options) ([]row, error) {
	sides := []struct {
		program, params string
		wire            *wire
		calls           int
		took            time.Duration
	}{
		{program: opts.server, params: `{"command":"telemetry-ls.status","arguments":[]}`},
		{program: opts.gopls, params: `{"command":"gopls.views","arguments":[]}`},
	}
	for i := range sides {
		s := &sides[i]
		w, err := startWire(g, s.program)
		if err != nil {
			return nil, err
		}
		defer w.stop()
		// The first calls wait while the server loads data in the background.
		if _, _, err := callFor(w, s.params, opts.load/4); err != nil {
			return nil, err
		}
		s.wire = w
	}
	for range 4 {
		for i := range sides {
			s := &sides[i]
			calls, took, err := callFor(s.wire, s.params, opts.load/4)
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

func callFor(w *wire, params string, span time.Duration) (int, time.Duration, error) {
	began := time.Now()
	calls := 0
	for time.Since(began) < span {
		if err := w.call("workspace/executeCommand", params); err != nil {
			return 0, 0, err
		}
		calls++
	}
	return calls, time.Since(began), nil
}
