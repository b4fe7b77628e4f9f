package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// answerWithin limits every wait for a server.
const answerWithin = 30 * time.Second

// client is a minimal editor that makes one call at a time to one server.
type client struct {
	cmd     *exec.Cmd
	stdin   io.WriteCloser
	answers chan message
	// statuses receives the arrival time of every goTelemetry/status.
	statuses chan statusAt

	writing sync.Mutex // keeps concurrent frames to the server from mixing
	nextID  int
}

type statusAt struct {
	at   time.Time
	mode string
}

// startClient starts a server and reads from it until it ends.
func startClient(g *ground, program string, args ...string) (*client, error) {
	cmd := exec.Command(program, args...)
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
	c := &client{cmd: cmd, stdin: stdin, answers: make(chan message, 1), statuses: make(chan statusAt, 1024)}
	go c.read(bufio.NewReader(stdout))
	return c, nil
}

func (c *client) read(r *bufio.Reader) {
	defer close(c.answers)
	for {
		body, err := frame.Read(r)
		if err != nil {
			return
		}
		at := time.Now()
		var m message
		if json.Unmarshal(body, &m) != nil {
			return
		}
		switch {
		case m.Method == "goTelemetry/status":
			var status struct {
				Mode string `json:"mode"`
			}
			_ = json.Unmarshal(m.Params, &status)
			c.statuses <- statusAt{at, status.Mode}
		case m.Method != "" && m.ID != nil:
			c.answer(m)
		case m.Method == "":
			c.answers <- m
		}
	}
}

func (c *client) answer(m message) {
	_ = c.send(message{JSONRPC: "2.0", ID: m.ID, Result: answerTo(m)})
}

// answerTo returns an editor's answer to a server's request, without any settings.
func answerTo(m message) json.RawMessage {
	if m.Method != "workspace/configuration" {
		return json.RawMessage("null")
	}
	var params struct {
		Items []json.RawMessage `json:"items"`
	}
	_ = json.Unmarshal(m.Params, &params)
	nulls := bytes.Repeat([]byte("null,"), len(params.Items))
	return slices.Concat([]byte("["), bytes.TrimSuffix(nulls, []byte(",")), []byte("]"))
}

func (c *client) send(m message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	return frame.Write(c.stdin, body)
}

func (c *client) notify(method, params string) error {
	return c.send(message{JSONRPC: "2.0", Method: method, Params: json.RawMessage(params)})
}

func (c *client) call(method, params string) error {
	c.nextID++
	id := json.RawMessage(strconv.Itoa(c.nextID))
	if err := c.send(message{JSONRPC: "2.0", ID: id, Method: method, Params: json.RawMessage(params)}); err != nil {
		return err
	}
	timeout := time.NewTimer(answerWithin)
	defer timeout.Stop()
	select {
	case m, ok := <-c.answers:
		if !ok {
			return fmt.Errorf("%s: the server ended", method)
		}
		if m.Error != nil {
			return fmt.Errorf("%s: %w", method, m.Error)
		}
		return nil
	case <-timeout.C:
		return fmt.Errorf("%s: no answer in %v", method, answerWithin)
	}
}

// handshake initializes the server as every editor does, and opens one document.
func (c *client) handshake(g *ground) error {
	if err := c.call("initialize", initializeParams(g)); err != nil {
		return err
	}
	if err := c.notify("initialized", "{}"); err != nil {
		return err
	}
	return c.notify("textDocument/didOpen", fmt.Sprintf(
		`{"textDocument":{"uri":"file://%s/go.mod","languageId":"go.mod","version":1,"text":"module example.com/bench\n\ngo 1.26\n"}}`,
		g.project))
}

func (c *client) stop() {
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
}

func initializeParams(g *ground) string {
	return fmt.Sprintf(`{"processId":null,"rootUri":"file://%[1]s",`+
		`"workspaceFolders":[{"uri":"file://%[1]s","name":"bench"}],`+
		`"capabilities":{"experimental":{"goTelemetryStatus":true},"window":{"workDoneProgress":true},`+
		`"workspace":{"configuration":true}}}`, g.project)
}
