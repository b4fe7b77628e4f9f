package server

import (
	"path/filepath"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// policyHelp is the page that explains the policy files.
const policyHelp = "https://github.com/telemetry-ls/telemetry-ls/blob/main/docs/policy.md#the-files"

// policyIssues returns what is wrong in a document that is a policy file, as it is in the
// editor. The setting of the lint doesn't turn that off.
func (s *Server) policyIssues(doc *document) []policy.Issue {
	path := folderPath(doc.uri)
	var check func(text []byte) []policy.Issue
	switch {
	case path == "" || doc.tooLarge: // its text is unknown
		return nil
	case filepath.Base(path) == policy.WorkspaceName:
		check = policy.CheckWorkspace
	case s.opts.MachinePolicy != "" && strings.EqualFold(filepath.Clean(path), s.opts.MachinePolicy):
		check = func(text []byte) []policy.Issue { return policy.CheckMachine(s.opts.MachinePolicy, text) }
	default:
		return nil
	}
	return check([]byte(doc.text))
}

func issueDiagnostic(i policy.Issue, at *cursor) diagnostic {
	return diagnostic{
		Range:           at.span(i.Start, i.End),
		Severity:        lint.Error,
		Code:            status.CodePolicyInvalid,
		CodeDescription: codeDescription{policyHelp},
		Source:          Name,
		Message:         i.Message,
	}
}
