package main

import (
	"strconv"
	"strings"
)

// transports are the flags that name a transport, as the Language Server Protocol
// recommends, and whether they have a value. This server ignores them and always uses
// stdin and stdout. An editor that adds a flag by default can use the server. An editor
// that needs another transport finds no server there.
var transports = map[string]bool{
	"stdio": false, "node-ipc": false, "tcp": false, "pipe": true, "socket": true, "port": true, "host": true,
}

// editorFlag is the flag with the PID of the editor.
const editorFlag = "clientProcessId"

// takeTransport removes the transport flags from args, and returns the PID of the
// editor, 0 for none.
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
