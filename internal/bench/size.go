package main

import (
	"os"
	"os/exec"
)

const (
	megabyte     = 1e6
	sizeBudgetMB = 12
)

func measureSize(_ *ground, opts options) ([]row, error) {
	ours, err := sizeMB(opts.server)
	if err != nil {
		return nil, err
	}
	gopls, err := sizeMB(opts.gopls)
	if err != nil {
		return nil, err
	}
	return []row{{
		what: "size of the program, stripped", unit: "MB", placesAfter: 1,
		ours: ours, rival: gopls, rivalName: "gopls",
		budget: "12 MB", within: ours <= sizeBudgetMB,
	}}, nil
}

func sizeMB(program string) (float64, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return 0, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return float64(info.Size()) / megabyte, nil
}
