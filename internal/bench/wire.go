package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// wire is an editor that does as little as possible between two requests, so that a slow
// client doesn't limit a fast server. It recognizes the answer to its request without
// decoding it.
type wire struct {
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	stdout *bufio.Reader
	nextID int
	frame  []byte
}

func startWire(g *ground, program string) (*wire, error) {
	cmd := exec.Command(program, "serve")
	cmd.Env = g.env
	cmd.Dir = g.project
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if f, ok := stdout.(*os.File); ok {
		f.Fd() // A blocking read wakes up sooner than one that the runtime waits for.
	}
	w := &wire{cmd: cmd, stdin: stdin, stdout: bufio.NewReaderSize(stdout, 1<<16)}
	if err := w.call("initialize", initializeParams(g)); err != nil {
		w.stop()
		return nil, err
	}
	if err := frame.Write(stdin, []byte(`{"jsonrpc":"2.0","method":"initialized","params":{}}`)); err != nil {
		w.stop()
		return nil, err
	}
	return w, nil
}

func (w *wire) stop() {
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait()
}

func (w *wire) call(method, params string) error {
	w.nextID++
	id := strconv.Itoa(w.nextID)
	body := fmt.Appendf(w.frame[:0], `{"jsonrpc":"2.0","id":%s,"method":%q,"params":%s}`, id, method, params)
	w.frame = body
	if err := frame.Write(w.stdin, body); err != nil {
		return err
	}
	for {
		body, err := frame.Read(w.stdout)
		if err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		if isResultOf(body, id) {
			return nil
		}
		var m message
		if err := json.Unmarshal(body, &m); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		switch {
		case m.Method != "" && m.ID != nil:
			if err := w.answer(m); err != nil {
				return err
			}
		case m.Method == "" && m.Error != nil:
			return fmt.Errorf("%s: %w", method, m.Error)
		case m.Method == "" && string(m.ID) == id:
			return nil
		}
	}
}

// isResultOf reports whether body is the result of request id. It recognizes the usual
// forms without decoding them: the id is right before or after the result.
func isResultOf(body []byte, id string) bool {
	return bytes.HasPrefix(body, []byte(`{"jsonrpc":"2.0","id":`+id+`,"result":`)) ||
		bytes.HasPrefix(body, []byte(`{"jsonrpc":"2.0","result":`)) && bytes.HasSuffix(body, []byte(`,"id":`+id+`}`))
}

func (w *wire) answer(m message) error {
	body, err := json.Marshal(message{JSONRPC: "2.0", ID: m.ID, Result: answerTo(m)})
	if err != nil {
		return err
	}
	return frame.Write(w.stdin, body)
}
