package doctor

import (
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// policies checks the policies: their files, and whether the mode conforms.
func policies(s status.Status, _ Surroundings) []Check {
	var checks []Check
	for _, p := range s.Problems {
		if p.Code == status.CodePolicyInvalid || p.Code == status.CodePolicyDrift {
			checks = append(checks, fails(p.Message, p.Hint))
		}
	}
	i := s.Policy()
	switch {
	case checks != nil:
		return checks
	case i == nil || i.Source == policy.Environment:
		return one(fine("no policy applies here"))
	}
	where := i.Owner() + " (" + i.File + ")"
	if !s.Intent.Conforms {
		return one(fine("the mode is unknown, so " + where + " can't be compared with it"))
	}
	return one(fine("the mode is one that " + where + " wants"))
}
