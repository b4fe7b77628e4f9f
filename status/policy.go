package status

import (
	"fmt"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

// Intent is the mode that an organization, a repository or a user wants.
type Intent struct {
	Mode     *mode.Mode    `json:"mode"`     // the only mode that conforms; null if allowed says, and for an invalid policy
	Allowed  *[]mode.Mode  `json:"allowed"`  // the modes that conform; null if mode says, and for an invalid policy
	Source   policy.Source `json:"source"`   // who wants it
	File     *string       `json:"file"`     // the file that says so; null for the environment
	Reason   *string       `json:"reason"`   // why, as one line of plain text
	URL      *string       `json:"url"`      // where people can read more
	Conforms bool          `json:"conforms"` // the mode in force conforms, chosen or not
}

// Policy returns the strongest intent, or nil.
func (s Status) Policy() *policy.Intent { return s.policy }

// Drifts reports whether a policy or a default doesn't want the mode in force.
func (s Status) Drifts() bool {
	return s.Has(CodePolicyDrift)
}

// intent returns the strongest intent. An unknown mode may have been chosen.
func intent(f Facts) *policy.Intent {
	return policy.Of(f.Policy, f.State.Chosen || !modeKnown(f.State))
}

// modeKnown reports whether the mode file could be read.
func modeKnown(state mode.State) bool {
	return state.Problem == nil || modeFileCode(state.Problem) != CodeUnreadable
}

// wireIntent returns the intent as a Status has it.
func wireIntent(i *policy.Intent, now mode.Mode) *Intent {
	if i == nil {
		return nil
	}
	w := &Intent{Source: i.Source, File: orNull(i.File), Reason: orNull(i.Reason()), URL: orNull(i.URL()), Conforms: i.Conforms(now)}
	switch p := i.Policy; {
	case p == nil:
	case p.Mode != "":
		w.Mode = &p.Mode
	default:
		allowed := slices.Clone(p.Allowed)
		w.Allowed = &allowed
	}
	return w
}

// orNull returns nil for an empty text.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// policyProblems returns what is wrong with the policies, and whether the mode conforms.
// The messages have no text of a repository.
func policyProblems(f Facts, now mode.Mode) []Problem {
	var ps []Problem
	if m := f.Policy.Machine; m.Invalid() {
		whose, correct := "this machine's policy ", "ask whoever manages this machine to correct it"
		if m.Named {
			whose, correct = "the policy in ", "correct that file"
		}
		ps = append(ps, Problem{CodePolicyInvalid, whose + m.Path + " " + unusable(m), hintOf(m.Err, correct)})
	}
	for _, w := range f.Policy.Workspaces {
		if w.Invalid() {
			correct := "correct " + policy.WorkspaceName + ", or remove its key \"policy\""
			if w.Err != nil {
				correct = "make " + policy.WorkspaceName + " a readable file in the workspace, of at most 64 KiB, or remove it"
			}
			ps = append(ps, Problem{CodePolicyInvalid, "this workspace's policy " + policy.WorkspaceName + " " + unusable(w), correct})
			break
		}
	}
	if drift := drift(intent(f), now); drift != nil && modeKnown(f.State) {
		ps = append(ps, *drift)
	}
	return ps
}

// unusable says why a policy is ignored.
func unusable(f policy.File) string {
	if f.Err != nil {
		return "can't be used: " + f.Err.Error()
	}
	return "is invalid: " + f.Fault()
}

// drift returns the problem of a mode that doesn't conform. A variable that Go ignores is a
// problem of its own.
func drift(i *policy.Intent, now mode.Mode) *Problem {
	if i.Conforms(now) || i.Policy == nil || i.Source == policy.Environment {
		return nil
	}
	message := fmt.Sprintf("the mode is %s, but %s %s%s", now, i.Owner(), i.Demand(), i.Because())
	return &Problem{CodePolicyDrift, message, fmt.Sprintf("switch to %[1]s: go telemetry %[1]s, or this editor's command for it", i.Policy.Target())}
}
