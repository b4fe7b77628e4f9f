package main

import (
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/lint/exclude"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

const statusHelp = `show the telemetry mode and what it means

--check compares the mode with the policy of this machine or, if there is none, that of the
workspace: the nearest .telemetry-ls.json with a policy, up to the root of the repository.
--policy FILE uses that file instead, which has the form of the machine's.
Exit codes of --check: 0 the mode conforms, or there is no policy; 1 it doesn't conform;
2 a policy is invalid, or the mode can't be read.`

// policies returns what can want a mode here.
func (e *env) policies() policy.Inputs {
	m := e.machine()
	in := m.WithDefault(m.Policies())
	if dir, err := os.Getwd(); err == nil {
		in.Workspaces = nearest(dir)
	}
	return in
}

// nearest returns the policy of the nearest directory that has one, up to the root of the
// repository. A link can lead into the middle of a repository.
func nearest(dir string) []policy.File {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	dirs := exclude.UpToRepository(dir)
	for i := range dirs {
		if f := policy.ReadWorkspace(dirs[len(dirs)-1-i]); f.Policy != nil || f.Invalid() {
			return []policy.File{f}
		}
	}
	return nil
}

// checkPolicy compares the mode with the policy in file or, if that is "", with those of
// this machine and the workspace.
func checkPolicy(e *env, file string, asJSON bool) error {
	in, err := e.checkedPolicies(file)
	if err != nil {
		return err
	}
	state := e.dir.Read()
	s := e.statusWith(state, in, e.uploadsToCome(state))
	if asJSON {
		if err := e.printStatus(s); err != nil {
			return err
		}
	}
	for _, f := range append([]policy.File{in.Machine}, in.Workspaces...) {
		if f.Invalid() {
			return &usageError{"checking the policy " + f.Path + ": " + f.Fault(), adviceOnPolicy(f)}
		}
	}
	if !s.ModeKnown() {
		return &usageError{problem: "checking the policy: " + state.Problem.Error(), hint: adviceOn(state.Problem)}
	}
	if !asJSON {
		if err := e.print(verdict(s)); err != nil {
			return err
		}
	}
	return failedIf(s.Intent != nil && !s.Intent.Conforms)
}

// checkedPolicies returns the policies that --check compares with the mode: none of them
// is the user's own wish.
func (e *env) checkedPolicies(file string) (policy.Inputs, error) {
	if file == "" {
		in := e.policies()
		return policy.Inputs{Machine: in.Machine, Workspaces: in.Workspaces}, nil
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return policy.Inputs{}, &usageError{problem: "checking the policy " + file + ": " + err.Error()}
	}
	return policy.Inputs{Machine: policy.ReadFile(path)}, nil
}

// adviceOnPolicy returns the hint for an invalid policy.
func adviceOnPolicy(f policy.File) string {
	const form = "; docs/policy.md describes its form"
	switch advice := hint.Of(f.Err); {
	case advice != "":
		return advice
	case f.Err != nil:
		return "put a file there that you can read" + form
	}
	return "correct that file" + form
}

// verdict says in one line whether the mode conforms to the policy, and how to mend it if
// not.
func verdict(s status.Status) string {
	i := s.Policy()
	if i == nil {
		return "Go telemetry is " + string(s.Mode) + "; there is no policy\n"
	}
	owner := i.Owner()
	if !i.Named {
		owner += " (" + i.File + ")"
	}
	if s.Intent.Conforms {
		return "Go telemetry is " + string(s.Mode) + ", and " + owner + " " + i.Demand() + "\n"
	}
	return "Go telemetry is " + string(s.Mode) + ", but " + owner + " " + i.Demand() + i.Because() + "; run: telemetry-ls set " + string(i.Policy.Target()) + "\n"
}
