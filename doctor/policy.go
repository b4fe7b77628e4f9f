package doctor

import (
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// policies checks the policies: their files, and whether the mode conforms.
func policies(s status.Status, a Surroundings) []Check {
	return problems(conforming(s), status.CodePolicyInvalid, status.CodePolicyDrift)(s, a)
}

// conforming says which policy the mode conforms to.
func conforming(s status.Status) string {
	i := s.Policy()
	if i == nil || i.Source == policy.Environment {
		return "no policy applies here"
	}
	where := i.Owner() + " (" + i.File + ")"
	if !s.Intent.Conforms {
		return "the mode is unknown, so " + where + " can't be compared with it"
	}
	return "the mode is one that " + where + " wants"
}
