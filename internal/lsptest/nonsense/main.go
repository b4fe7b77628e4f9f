// Nonsense stands between a front end and the server, and turns every word that the
// server addresses to people into nonsense. A front end that reads the member
// goTelemetry and the modes behaves as before; one that reads prose, or counts
// buttons, does not.
//
//	nonsense SERVER ARGUMENT...
//
// A question says "Plugh KIND?" and a message "Plugh KIND.". A button says another
// mode than the one that it chooses: "Off plugh" is on, "On plugh" is local and
// "Local plugh" is off. Buttons without a mode are "On xyzzy N", from 1, and there is
// one more than the server offers, which answers nothing.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: nonsense SERVER ARGUMENT...")
		os.Exit(2)
	}
	if err := run(exec.Command(os.Args[1], os.Args[2:]...)); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			os.Exit(exit.ExitCode())
		}
		fmt.Fprintln(os.Stderr, "nonsense:", err)
		os.Exit(1)
	}
}

func run(server *exec.Cmd) error {
	server.Stderr = os.Stderr
	in, err := server.StdinPipe()
	if err != nil {
		return err
	}
	out, err := server.StdoutPipe()
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	var asked questions
	go func() {
		_ = pass(os.Stdin, in, asked.restore)
		_ = in.Close()
	}()
	if err := pass(out, os.Stdout, asked.garble); err != nil && !errors.Is(err, io.EOF) {
		fmt.Fprintln(os.Stderr, "nonsense:", err)
	}
	return server.Wait()
}

// pass copies frames, each as change gives it.
func pass(from io.Reader, to io.Writer, change func(map[string]json.RawMessage) error) error {
	for r := bufio.NewReader(from); ; {
		body, err := frame.Read(r)
		if err != nil {
			return err
		}
		var message map[string]json.RawMessage
		if json.Unmarshal(body, &message) == nil && change(message) == nil {
			if body, err = json.Marshal(message); err != nil {
				return err
			}
		}
		if err := frame.Write(to, body); err != nil {
			return err
		}
	}
}
