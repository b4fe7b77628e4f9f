// Package running finds running programs that count. The Go telemetry library reads
// the mode only when it opens or rotates a counter file, so a program with a mapped
// counter file keeps counting after a switch to off.
//
// Start reading at [Find].
package running

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/lazyregexp"
)

// Program is a running process of this user that has a counter file mapped.
type Program struct {
	Program string `json:"program"` // the program's name in its counter file
	PID     int    `json:"pid"`     // its process ID, as telemetry-ls sees it
	Version string `json:"version"` // the program's version; empty if it is unknown
}

// Programs is the result of the command telemetry-ls.running.
type Programs struct {
	// False if the system doesn't say which files a program has mapped. No programs
	// are listed then.
	Supported bool      `json:"supported"`
	Programs  []Program `json:"programs"` // the programs, sorted by name and process ID
}

// Find finds the processes of this user that have a counter file of the telemetry directory
// mapped. It omits processes that it may not examine, that end in the meantime, or that it
// can't see from its PID namespace. The error is that of ctx, or says what this process
// lacks for the search. Then the result says nothing about the programs.
func Find(ctx context.Context, telemetryDir string) (Programs, error) {
	return find(ctx, "/proc", telemetryDir)
}

func sorted(found map[Program]bool) []Program {
	list := make([]Program, 0, len(found))
	for p := range found {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b Program) int {
		return cmp.Or(cmp.Compare(a.Program, b.Program), cmp.Compare(a.PID, b.PID), cmp.Compare(a.Version, b.Version))
	})
	return list
}

// suffix is the end of the name of a counter file.
const suffix = ".v1.count"

// fileName matches the names that the telemetry library gives counter files.
var fileName = lazyregexp.New(`^(.+?)(?:@(.+?))?-(?:go[0-9][^-]*|devel)-[a-z0-9]+-[a-z0-9]+-\d{4}-\d\d-\d\d\.v1\.count$`)

// fromName returns the last element of the program's path, and its version, from the name
// of its counter file. It is for files that can no longer be read.
func fromName(name string) (program, version string) {
	if m := fileName().FindStringSubmatch(name); m != nil {
		return m[1], m[2]
	}
	return strings.TrimSuffix(name, suffix), ""
}
