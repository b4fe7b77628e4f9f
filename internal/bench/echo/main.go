// Echo reads one LSP frame and sends it back: the least that a Go program can
// do to answer an editor, and so the floor for the start-up of a server.
package main

import (
	"bufio"
	"os"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

func main() {
	body, err := frame.Read(bufio.NewReader(os.Stdin))
	if err == nil {
		err = frame.Write(os.Stdout, body)
	}
	if err != nil {
		os.Exit(1)
	}
}
