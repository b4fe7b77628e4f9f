package status

import (
	"fmt"
	"path"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/running"
)

// Limits of what a text says about programs.
const (
	maxNamed      = 4 // in a message
	maxProcesses  = 20
	maxNameLength = 32
)

// Names lists programs for a message, or returns "" for none. It names each once, by
// the last element of its name, with the number of its processes.
func Names(programs []running.Program) string {
	var names []string
	processes := map[string]int{}
	seen := map[int]bool{} // a process may have the files of two weeks
	for _, p := range programs {
		name := baseName(p.Program)
		if processes[name] == 0 {
			names = append(names, name)
		}
		if !seen[p.PID] {
			processes[name]++
		}
		seen[p.PID] = true
	}
	more := 0
	if len(names) > maxNamed {
		more = len(names) - maxNamed
		names = names[:maxNamed]
	}
	for i, name := range names {
		if n := processes[name]; n > 1 {
			names[i] = fmt.Sprintf("%s (%d processes)", name, n)
		}
	}
	if more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return enumerate(names)
}

// Processes lists each process, for a page.
func Processes(programs []running.Program) string {
	var names []string
	for i, p := range programs {
		if i == maxProcesses {
			names = append(names, fmt.Sprintf("%d more", len(programs)-i))
			break
		}
		names = append(names, fmt.Sprintf("%s (process %d)", baseName(p.Program), p.PID))
	}
	return enumerate(names)
}

func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// baseName returns the last element of the program name in a counter file. Any
// program can write such a file, so it replaces characters that program names don't
// have: some editors follow links in messages.
func baseName(program string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', strings.ContainsRune("._-+~", r):
			return r
		}
		return '?'
	}, path.Base(program))
	if name == "." {
		return "?" // there is none
	}
	if len(name) > maxNameLength {
		name = name[:maxNameLength] + "..."
	}
	return name
}
