package summary

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// The groups of programs, in the order in which to show them.
const (
	Tools     = "tools"     // what people start: the go command, gopls and others
	Toolchain = "toolchain" // what the go command starts, such as the compiler
)

// Units of [Runs].
const (
	RunsUnit     = "runs"     // starts of a program
	SessionsUnit = "sessions" // editors and other clients that connected to a server
)

// knownProgram is what people call a program, and where it counts how often it ran.
type knownProgram struct {
	program, title string
	unit           string
	runs           string // the chart whose total is the number of runs; "" if nothing counts them
	uses           string // the chart that says what the runs were for; "" for none
}

// knownPrograms are the programs that don't follow the pattern of the Go toolchain's
// tools. They come first, in this order.
var knownPrograms = []knownProgram{
	{"cmd/go", "go command", RunsUnit, "go/invocations", "go/subcommand"},
	// gopls counts the client of each session. It doesn't count its starts.
	{"golang.org/x/tools/gopls", "gopls", SessionsUnit, "gopls/client", "gopls/client"},
	{"golang.org/x/vuln/cmd/govulncheck", "govulncheck", RunsUnit, "govulncheck/mode", "govulncheck/mode"},
	{"golang.org/x/tools/cmd/goimports", "goimports", RunsUnit, "tools/cmd", ""},
	{"github.com/go-delve/delve/cmd/dlv", "Delve", RunsUnit, "", ""},
	{"github.com/golang/vscode-go/vscgo", "VS Code Go", RunsUnit, "", "vscode-go/tool/usage"},
}

// lookUp returns what is known of a program. A tool of the Go toolchain counts its runs
// as NAME/invocations, and others may follow it.
func lookUp(program string) knownProgram {
	for _, k := range knownPrograms {
		if k.program == program {
			return k
		}
	}
	name := baseName(program)
	return knownProgram{program: program, title: printable.Line(name, maxName), unit: RunsUnit, runs: name + "/invocations"}
}

// baseName returns the name of a program's file: the last element of its import path
// that is not a major version.
func baseName(program string) string {
	dir, name := path.Split(program)
	if digits, ok := strings.CutPrefix(name, "v"); ok && digits != "" && strings.Trim(digits, "0123456789") == "" && dir != "" {
		name = path.Base(dir)
	}
	return name
}

// countsRuns reports whether the counter called name counts runs.
func (k *knownProgram) countsRuns(name string) bool {
	rest, ok := strings.CutPrefix(name, k.runs)
	return ok && k.runs != "" && (rest == "" || rest[0] == ':')
}

// groupOf returns the group of a program. Of the Go toolchain's tools, people start the
// ones listed here: alone, or by a command of the same name (go doc before Go 1.25,
// go tool pprof). The go command starts the others.
func groupOf(program string) string {
	tool, ok := strings.CutPrefix(program, "cmd/")
	if !ok {
		return Tools
	}
	switch tool {
	case "go", "gofmt", "doc", "addr2line", "nm", "objdump", "pprof", "trace":
		return Tools
	}
	return Toolchain
}

// Group is programs that belong together.
type Group struct {
	Group    string   `json:"group"`    // tools or toolchain
	Title    string   `json:"title"`    // a heading
	Closed   bool     `json:"closed"`   // whether to show only the title and the words until someone opens it
	Words    string   `json:"words"`    // what ran, in all weeks; "" if nothing did
	Programs []string `json:"programs"` // the import paths of its programs, in the order in which to show them
}

// groups returns the groups of programs, which are in order. It leaves out groups
// without programs.
func groups(all []reading, in period) []Group {
	groups := []Group{}
	for _, g := range []Group{
		{Group: Tools, Title: "Programs"},
		{Group: Toolchain, Title: "Toolchain internals", Closed: true},
	} {
		members := slices.DeleteFunc(slices.Clone(all), func(r reading) bool { return r.Group != g.Group })
		for _, r := range members {
			g.Programs = append(g.Programs, r.Program.Program)
		}
		if len(members) > 0 {
			g.Words = listed(members, in)
			groups = append(groups, g)
		}
	}
	return groups
}

// InOrder returns the programs in the order in which to show them.
func (s *Summary) InOrder() []*Program {
	var all []*Program
	for _, g := range s.Groups {
		all = append(all, s.Members(g)...)
	}
	return all
}

// Members returns the programs of a group, in the order in which to show them.
func (s *Summary) Members(g Group) []*Program {
	programs := make([]*Program, 0, len(g.Programs))
	for _, name := range g.Programs {
		i := slices.IndexFunc(s.Programs, func(p Program) bool { return p.Program == name })
		programs = append(programs, &s.Programs[i])
	}
	return programs
}

// inOrder sorts programs as they are shown.
func inOrder(a, b reading) int {
	return cmp.Or(
		cmp.Compare(rank(a.Program.Program), rank(b.Program.Program)),
		strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)),
		strings.Compare(a.Program.Program, b.Program.Program),
	)
}

// rank puts the go command and gopls before the others.
func rank(program string) int {
	for i := range 2 {
		if knownPrograms[i].program == program {
			return i
		}
	}
	return 2
}
