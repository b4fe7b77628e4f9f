package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

const (
	scriptLines     = 10_000
	keystrokes      = 100
	keystrokeBudget = 5 // ms
)

// measureKeystroke times how soon after a keystroke in a long script the server has
// answered which findings it has.
func measureKeystroke(g *ground, opts options) ([]row, error) {
	c, err := startClient(g, opts.server)
	if err != nil {
		return nil, err
	}
	defer c.stop()
	if err := openScript(c, g); err != nil {
		return nil, err
	}
	document := fmt.Sprintf(`"uri":"file://%s/script.sh"`, g.project)
	var times []float64
	for i := range keystrokes + 1 {
		change := fmt.Sprintf(`{"textDocument":{%s,"version":%d},"contentChanges":[{"range":{"start":{"line":%[3]d,"character":0},"end":{"line":%[3]d,"character":0}},"text":"x"}]}`,
			document, i+2, i*97%scriptLines)
		began := time.Now()
		if err := c.notify("textDocument/didChange", change); err != nil {
			return nil, err
		}
		if err := c.call("textDocument/diagnostic", fmt.Sprintf(`{"textDocument":{%s}}`, document)); err != nil {
			return nil, err
		}
		if i > 0 { // the first one finds an empty cache
			times = append(times, float64(time.Since(began))/float64(time.Millisecond))
		}
	}
	median := quantile(times, 0.5)
	return []row{{
		what: fmt.Sprintf("lint of %d lines after a keystroke", scriptLines), unit: "ms", placesAfter: 1,
		ours: median, budget: fmt.Sprintf("%d ms", keystrokeBudget), within: median <= keystrokeBudget,
	}}, nil
}

// openScript initializes the server as an editor that pulls diagnostics, and opens a long
// script with a few findings.
func openScript(c *client, g *ground) error {
	params := strings.Replace(initializeParams(g), `"capabilities":{`, `"capabilities":{"textDocument":{"diagnostic":{}},`, 1)
	if err := c.call("initialize", params); err != nil {
		return err
	}
	if err := c.notify("initialized", "{}"); err != nil {
		return err
	}
	var script strings.Builder
	script.WriteString("#!/bin/sh\n")
	for i := range scriptLines / 5 {
		fmt.Fprintf(&script, "if [ \"$1\" = build%d ]; then\n\techo \"building part %[1]d of $total\"\n\tgo build -o \"bin/part%[1]d\" ./cmd/part%[1]d || exit 1\nfi\n", i)
		if i%500 == 0 {
			script.WriteString("export GOTELEMETRY=off\n")
		} else {
			script.WriteString("export GOFLAGS=-mod=mod\n")
		}
	}
	text, err := json.Marshal(script.String())
	if err != nil {
		return err
	}
	return c.notify("textDocument/didOpen", fmt.Sprintf(`{"textDocument":{"uri":"file://%s/script.sh","languageId":"shellscript","version":1,"text":%s}}`, g.project, text))
}
