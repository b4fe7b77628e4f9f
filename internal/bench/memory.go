package main

import "time"

const memoryBudgetMiB = 12

// measureMemory reads the resident memory of servers that have started and done nothing
// else.
func measureMemory(g *ground, opts options) ([]row, error) {
	const rounds = 5
	var ours, gopls []float64
	for range rounds {
		for _, side := range []struct {
			program string
			into    *[]float64
		}{{opts.server, &ours}, {opts.gopls, &gopls}} {
			mib, err := memoryOnce(g, side.program)
			if err != nil {
				return nil, err
			}
			*side.into = append(*side.into, mib)
		}
	}
	mib := quantile(ours, 0.5)
	return []row{{
		what: "resident memory after initialize", unit: "MiB", placesAfter: 1,
		ours: mib, rival: quantile(gopls, 0.5), rivalName: "gopls",
		budget: "12 MiB", within: mib <= memoryBudgetMiB,
	}}, nil
}

func memoryOnce(g *ground, program string) (float64, error) {
	c, err := startClient(g, program, "serve")
	if err != nil {
		return 0, err
	}
	defer c.stop()
	if err := c.call("initialize", initializeParams(g)); err != nil {
		return 0, err
	}
	if err := c.notify("initialized", "{}"); err != nil {
		return 0, err
	}
	// Include what a server does in the background after it has answered.
	time.Sleep(500 * time.Millisecond)
	return residentMiB(c.cmd.Process.Pid)
}
