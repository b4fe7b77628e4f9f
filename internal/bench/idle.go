package main

import (
	"fmt"
	"time"
)

// settle is how long a server may finish starting before it counts as idle.
const settle = 10 * time.Second

const switchesBudget = 20

// measureIdle measures both servers at the same time while they are idle with one
// document open.
func measureIdle(g *ground, opts options) ([]row, error) {
	var before, after [2]cost
	var clients [2]*client
	for i, program := range []string{opts.server, opts.gopls} {
		c, err := startClient(g, program, "serve")
		if err != nil {
			return nil, err
		}
		defer c.stop()
		if err := c.handshake(g); err != nil {
			return nil, err
		}
		clients[i] = c
	}
	time.Sleep(settle)
	if err := readCosts(clients, &before); err != nil {
		return nil, err
	}
	time.Sleep(opts.idle)
	if err := readCosts(clients, &after); err != nil {
		return nil, err
	}
	ours, gopls := after[0].less(before[0]), after[1].less(before[1])
	span := fmt.Sprintf("idle for %v: ", opts.idle)
	return []row{
		{
			what: span + "processor time", unit: "ticks",
			ours: float64(ours.ticks), rival: float64(gopls.ticks), rivalName: "gopls",
			budget: "0", within: ours.ticks == 0,
		},
		{
			what: span + "voluntary switches",
			ours: float64(ours.switches), rival: float64(gopls.switches), rivalName: "gopls",
			budget: "20", within: ours.switches <= switchesBudget,
		},
	}, nil
}

// cost is what a process has used so far.
type cost struct{ ticks, switches int }

func (c cost) less(d cost) cost { return cost{c.ticks - d.ticks, c.switches - d.switches} }

func readCosts(clients [2]*client, into *[2]cost) error {
	for i, c := range clients {
		ticks, err := cpuTicks(c.cmd.Process.Pid)
		if err != nil {
			return err
		}
		switches, err := voluntarySwitches(c.cmd.Process.Pid)
		if err != nil {
			return err
		}
		into[i] = cost{ticks, switches}
	}
	return nil
}
