package lsprpc

import (
	"github.com/go-json-experiment/json/jsontext"
)

// Client is what the connection needs to know of an initialize request. Parts that
// can be anything are taken as they came.
type Client struct {
	ProcessID jsontext.Value // of the editor
	Trace     jsontext.Value
	Progress  bool // the client supports window/workDoneProgress/create
}

// SetClient takes what an initialize request says, before that is answered.
func (c *Conn) SetClient(client Client) {
	c.trace.setRaw(client.Trace)
	c.progress.supported = client.Progress
	if pid := c.editorProcess(client.ProcessID); pid > 0 {
		c.watchEditor(pid)
	}
}
