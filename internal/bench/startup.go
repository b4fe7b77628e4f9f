package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os/exec"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// measureStartup times spawn to the initialize result, the three programs in
// turns.
func measureStartup(g *ground, opts options) ([]row, error) {
	programs := [][]string{{opts.server, "serve"}, {opts.gopls, "serve"}, {g.echo}}
	times := make([][]float64, len(programs))
	for round := range opts.starts + 1 {
		for i, argv := range programs {
			took, err := startOnce(g, argv)
			if err != nil {
				return nil, fmt.Errorf("starting %s: %w", argv[0], err)
			}
			if round > 0 { // the first start reads the program from disk
				times[i] = append(times[i], float64(took)/float64(time.Millisecond))
			}
		}
	}
	ours, gopls, echo := quantile(times[0], 0.5), quantile(times[1], 0.5), quantile(times[2], 0.5)
	return []row{
		{
			what: "spawn to initialize, median", unit: "ms", placesAfter: 1,
			ours: ours, rival: gopls, rivalName: "gopls",
			budget: "1/10 of gopls", within: ours <= gopls/10,
		},
		{
			what: "spawn to initialize, median", unit: "ms", placesAfter: 1,
			ours: ours, rival: echo, rivalName: "echo program",
			budget: "3 x echo", within: ours <= 3*echo,
		},
	}, nil
}

func startOnce(g *ground, argv []string) (time.Duration, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = g.env
	cmd.Dir = g.project
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return 0, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	request := []byte(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":` + initializeParams(g) + `}`)

	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	if err := frame.Write(stdin, request); err != nil {
		return 0, err
	}
	r := bufio.NewReader(stdout)
	for {
		body, err := frame.Read(r)
		if err != nil {
			return 0, err
		}
		took := time.Since(began)
		var m message
		if err := json.Unmarshal(body, &m); err != nil {
			return 0, err
		}
		if m.Error != nil {
			return 0, m.Error
		}
		if string(m.ID) == "1" {
			return took, nil
		}
	}
}
