package dockerfile

import (
	"maps"
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// stage is what is known of a stage after an instruction of it.
type stage struct {
	name      string
	parent    *stage
	image     string // of the first ancestor
	variables map[string]string
	language  string // of scripts
	user      string // "" is root
	home      int    // where the home directory is set last
	golang    golang.Release
	unpacked  golang.Release // Go is in a directory, maybe not yet in PATH
	inPath    bool
	// scopes has a scope for each user, because each has a telemetry mode.
	scopes map[string]*report.Scope
	depth  int // the number of ancestors
	plan   plan
}

const (
	// maxAncestors bounds how many ancestors of a stage matter.
	maxAncestors = 100
	// maxVariables bounds how many variables a stage has of its own.
	maxVariables = 1000
)

// newStage returns a stage as it begins.
func newStage(name string, parent *stage, image string) *stage {
	s := &stage{name: name, image: image, variables: map[string]string{}, language: "sh", scopes: map[string]*report.Scope{}}
	if parent == nil {
		s.golang = golang.Image(image)
		if isWindows(image) {
			s.language = "cmd"
		}
		return s
	}
	s.image, s.language, s.user = parent.image, parent.language, parent.user
	if parent.depth < maxAncestors {
		s.parent, s.depth = parent, parent.depth+1
	}
	s.golang, s.unpacked, s.inPath = parent.golang, parent.unpacked, parent.inPath
	s.variables = parent.variables
	if len(s.variables) < maxVariables {
		s.variables = maps.Clone(s.variables)
	}
	return s
}

// scope returns the scope of a user. A stage has the mode of the one it is built from.
func (s *stage) scope(user string) *report.Scope {
	if s.scopes[user] == nil {
		s.scopes[user] = &report.Scope{}
	}
	scope := s.scopes[user]
	scope.Off = scope.Off || s.parent != nil && s.parent.scope(user).Off
	return scope
}

// step is an instruction and what is true there.
type step struct {
	instruction
	args   string // on one line, with here-documents after it
	in     *stage // nil before the first FROM
	user   string // who runs it
	before golang.Release
	after  golang.Release
	left   string // the user after it
	uses   bool   // it runs Go
	brings bool   // it installs Go
	lang   string
}

// from begins the stage of a FROM instruction.
func (f *file) from(args string) {
	fields := strings.Fields(args)
	for len(fields) > 0 && strings.HasPrefix(fields[0], "--") {
		fields = fields[1:]
	}
	if len(fields) == 0 {
		fields = []string{""}
	}
	image, name := expand(fields[0], f.global), ""
	if len(fields) > 2 && strings.EqualFold(fields[1], "as") {
		name = fields[2]
	}
	f.stage = newStage(name, f.stageNamed(image), image)
	f.named[strconv.Itoa(len(f.stages))] = f.stage
	f.stages = append(f.stages, f.stage)
	if name != "" {
		f.named[strings.ToLower(name)] = f.stage
	}
}

// stageNamed returns an earlier stage by its name or number, or nil.
func (f *file) stageNamed(name string) *stage { return f.named[strings.ToLower(name)] }

// follow updates the stage by an instruction.
func (f *file) follow(s *step) {
	st := s.in
	switch s.keyword {
	case "USER":
		st.user = userName(expand(strings.TrimSpace(s.args), st.variables))
	case "SHELL":
		st.language = shellLanguage(s.args)
	case "ENV", "ARG":
		f.variables(s)
	case "COPY", "ADD":
		f.copies(s.args)
	case "RUN":
		f.runs(s)
	case "CMD", "ENTRYPOINT":
		for _, c := range commands(s.args) {
			s.uses = s.uses || runsGo(c)
		}
	}
	if st.golang == golang.Unknown && st.inPath {
		st.golang = st.unpacked
		s.brings = st.golang != golang.Unknown
	}
}

// userName returns the name of a user without its group; "" is root.
func userName(user string) string {
	user, _, _ = strings.Cut(user, ":")
	if user == "root" || user == "0" {
		return ""
	}
	return user
}

// hasHome reports whether a user has a home directory, as far as is known, and the same one
// from an instruction at byte i on: `go telemetry off` writes there, or fails and ends the
// build.
func (s *stage) hasHome(user string, i int) bool {
	if s.home > i {
		return false
	}
	_, err := strconv.Atoi(user)
	return err != nil && user != "nobody" || s.variables["HOME"] != "" || s.variables["XDG_CONFIG_HOME"] != ""
}

func shellLanguage(args string) string {
	list := strings.ToLower(args)
	switch {
	case strings.Contains(list, "pwsh"), strings.Contains(list, "powershell"):
		return "pwsh"
	case strings.Contains(list, "cmd"):
		return "cmd"
	case strings.Contains(list, "zsh"):
		return "zsh"
	}
	return "sh"
}

// variables remembers the variables of ENV and ARG, which name images and versions.
func (f *file) variables(s *step) {
	for _, a := range f.assignments(s.instruction) {
		value := expand(a.value, s.in.variables)
		if a.bare {
			f.inside[a.name] = f.inside[a.name] || s.keyword == "ARG"
			value = f.global[a.name]
		}
		s.in.variables[a.name] = value
		if a.name == "HOME" || a.name == "XDG_CONFIG_HOME" {
			s.in.home = s.start
		}
		if a.name == "PATH" && strings.Contains(strings.ReplaceAll(value, `\`, "/"), "go/bin") {
			s.in.inPath = true
		}
	}
}

// copies looks for a copy of Go's directory.
func (f *file) copies(args string) {
	fields := strings.Fields(args)
	got, has := golang.Unknown, false
	for _, w := range fields {
		if from, ok := strings.CutPrefix(w, "--from="); ok {
			if st := f.stageNamed(from); st != nil {
				got = st.golang
			} else {
				got = golang.Image(expand(from, f.global))
			}
		}
		has = has || strings.TrimRight(w, "/") == "/usr/local/go"
	}
	if has && got != golang.Unknown {
		f.stage.unpacked = got
	}
}

// runs looks for commands of a RUN instruction that install or run Go.
func (f *file) runs(s *step) {
	st := s.in
	for _, c := range commands(expand(s.args, st.variables)) {
		if got, ok := installs(c, st.image); ok {
			st.golang, s.brings = got, true
		} else if got, ok := downloads(c); ok {
			st.unpacked = got
		}
		if builds(c) {
			s.uses = true
			if st.golang == golang.Unknown && runsGo(c) {
				st.golang = golang.Current
			}
		}
		if turnsOff(c) {
			st.scope(st.user).Off = true
		}
	}
}
