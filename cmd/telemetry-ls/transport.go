package main

import (
	"strconv"
	"strings"
)

// transports are the flags by which editors name a transport, as the Language Server
// Protocol recommends them. The true ones have a value. This server speaks on stdin
// and stdout whatever they say: an editor that wants something else sees no server
// there, and one that adds them out of habit gets what it needs.
var transports = map[string]bool{
	"stdio": false, "node-ipc": false, "tcp": false, "pipe": true, "socket": true, "port": true, "host": true,
}

// editorFlag names the editor's process.
const editorFlag = "clientProcessId"

// takeTransport takes the flags of transports out of args, and the number that names
// the editor's process, 0 for none.
func takeTransport(args []string) (rest []string, editor int) {
	for i := 0; i < len(args); i++ {
		name, value, inline := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(args[i], "-"), "-"), "=")
		wants, known := transports[name]
		if known = known || name == editorFlag; !known || !strings.HasPrefix(args[i], "-") {
			rest = append(rest, args[i])
			continue
		}
		if next := i + 1; !inline && (wants || name == editorFlag) && next < len(args) && !strings.HasPrefix(args[next], "-") {
			value, i = args[next], next
		}
		if pid, err := strconv.Atoi(value); name == editorFlag && err == nil && pid > 0 {
			editor = pid
		}
	}
	return rest, editor
}
