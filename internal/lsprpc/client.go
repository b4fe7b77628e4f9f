package lsprpc

import (
	"github.com/go-json-experiment/json/jsontext"
)

// Client holds what the connection needs from an initialize request. Members that may
// have any type are kept as raw JSON.
type Client struct {
	ProcessID jsontext.Value // the editor's process
	Trace     jsontext.Value
	Progress  bool // the client supports window/workDoneProgress/create
}

// SetClient applies the data of an initialize request. Call it before the reply.
func (c *Conn) SetClient(client Client) {
	c.trace.setRaw(client.Trace)
	c.progress.supported = client.Progress
	if pid := c.editorProcess(client.ProcessID); pid > 0 {
		c.watchEditor(pid)
	}
}
