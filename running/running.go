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

// Find looks for the processes of this user that have a counter file of the
// telemetry directory mapped. Processes that may not be looked at, end meanwhile or
// live in another pid namespace are left out. The error is that of ctx, or says
// what this process lacks for the look: then nothing is known of the programs.
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

// suffix ends the name of a counter file.
const suffix = ".v1.count"

// fileName is the name that the telemetry library gives a counter file.
var fileName = lazyregexp.New(`^(.+?)(?:@(.+?))?-(?:go[0-9][^-]*|devel)-[a-z0-9]+-[a-z0-9]+-\d{4}-\d\d-\d\d\.v1\.count$`)

// fromName tells the program by the name of its counter file, where the file itself
// cannot be read any more: the last element of its path and the version.
func fromName(name string) (program, version string) {
	if m := fileName().FindStringSubmatch(name); m != nil {
		return m[1], m[2]
	}
	return strings.TrimSuffix(name, suffix), ""
}
