package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os/exec"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// measureStartup starts the three programs in turns. It measures the time from spawn to
// the initialize result, and counts the page faults until then. The time depends on the
// cost of a fault on this machine; the number of faults doesn't.
func measureStartup(g *ground, opts options) ([]row, error) {
	programs := [][]string{{opts.server, "serve"}, {opts.gopls, "serve"}, {g.echo}}
	times, faults := make([][]float64, len(programs)), make([][]float64, len(programs))
	for round := range opts.starts + 1 {
		for i, argv := range programs {
			one, err := startOnce(g, argv)
			if err != nil {
				return nil, fmt.Errorf("starting %s: %w", argv[0], err)
			}
			if round > 0 { // the first start reads the program from disk
				times[i] = append(times[i], float64(one.took)/float64(time.Millisecond))
				faults[i] = append(faults[i], float64(one.faults))
			}
		}
	}
	ours, gopls, echo := quantile(times[0], 0.5), quantile(times[1], 0.5), quantile(times[2], 0.5)
	oursFaults, echoFaults := quantile(faults[0], 0.5), quantile(faults[2], 0.5)
	const what = "spawn to initialize, median"
	return []row{
		{
			what: what, unit: "ms", placesAfter: 1,
			ours: ours, rival: gopls, rivalName: "gopls",
			budget: "1/4 of gopls", within: ours <= gopls/4,
		},
		{
			what: what, unit: "ms", placesAfter: 1,
			ours: ours, rival: echo, rivalName: "echo program",
			budget: "2.5 x echo", within: ours <= 2.5*echo,
		},
		{
			what: what, unit: "page faults",
			ours: oursFaults, rival: echoFaults, rivalName: "echo program",
			budget: "2.3 x echo", within: oursFaults <= 2.3*echoFaults,
		},
	}, nil
}

// start is the cost of a program's first answer.
type start struct {
	took   time.Duration
	faults int // minor page faults
}

func startOnce(g *ground, argv []string) (start, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = g.env
	cmd.Dir = g.project
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return start{}, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return start{}, err
	}
	request := []byte(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":` + initializeParams(g) + `}`)

	began := time.Now()
	if err := cmd.Start(); err != nil {
		return start{}, err
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	if err := frame.Write(stdin, request); err != nil {
		return start{}, err
	}
	r := bufio.NewReader(stdout)
	for {
		body, err := frame.Read(r)
		if err != nil {
			return start{}, err
		}
		took := time.Since(began)
		// Read them immediately, because a program continues after its answer. If it
		// has ended, the system keeps its numbers until Wait.
		faults, err := minorFaults(cmd.Process.Pid)
		if err != nil {
			return start{}, err
		}
		var m message
		if err := json.Unmarshal(body, &m); err != nil {
			return start{}, err
		}
		if m.Error != nil {
			return start{}, m.Error
		}
		if string(m.ID) == "1" {
			return start{took, faults}, nil
		}
	}
}
