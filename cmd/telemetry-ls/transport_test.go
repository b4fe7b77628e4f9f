package main

import (
	"os"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTakeTransport(t *testing.T) {
	me := os.Getpid()
	pid := strconv.Itoa(me)
	for _, test := range []struct {
		args   []string
		rest   []string
		editor int
	}{
		{nil, nil, 0},
		{[]string{"--stdio"}, nil, 0},
		{[]string{"-stdio"}, nil, 0},
		{[]string{"--stdio=true"}, nil, 0},
		{[]string{"--clientProcessId=" + pid}, nil, me},
		{[]string{"--clientProcessId", pid, "--stdio"}, nil, me},
		{[]string{"--stdio", "--clientProcessId=" + pid, "--log", "x"}, []string{"--log", "x"}, me},
		{[]string{"--clientProcessId=2147483646"}, nil, 2147483646}, // the connection checks whether it runs
		{[]string{"--clientProcessId=0"}, nil, 0},
		{[]string{"--clientProcessId=-1"}, nil, 0},
		{[]string{"--clientProcessId=many"}, nil, 0},
		{[]string{"--clientProcessId"}, nil, 0},
		{[]string{"--clientProcessId", "--log", "x"}, []string{"--log", "x"}, 0},
		{[]string{"--pipe=/tmp/x"}, nil, 0},
		{[]string{"--pipe", "/tmp/x", "--log", "y"}, []string{"--log", "y"}, 0},
		{[]string{"--pipe"}, nil, 0},
		{[]string{"--socket=123"}, nil, 0},
		{[]string{"--socket", "123"}, nil, 0},
		{[]string{"--socket", "--port=123", "--host=localhost"}, nil, 0},
		{[]string{"--node-ipc", "--tcp"}, nil, 0},
		{[]string{"--node-ipc", "extra"}, []string{"extra"}, 0},
		{[]string{"--stdi"}, []string{"--stdi"}, 0},
		{[]string{"stdio", "pipe"}, []string{"stdio", "pipe"}, 0},
	} {
		rest, editor := takeTransport(test.args)
		if diff := cmp.Diff(test.rest, rest); diff != "" || editor != test.editor {
			t.Errorf("%q: editor %d, want %d; rest (-want +got)\n%s", test.args, editor, test.editor, diff)
		}
	}
}
