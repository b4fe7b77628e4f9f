package server

import (
	"path/filepath"
	"slices"
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
	case s.isMachinePolicy(doc):
		check = func(text []byte) []policy.Issue { return policy.CheckMachine(s.opts.MachinePolicy, text) }
	default:
		return nil
	}
	return check([]byte(doc.text))
}

// isMachinePolicy reports whether a document is the machine's policy file.
func (s *Server) isMachinePolicy(doc *document) bool {
	path := folderPath(doc.uri)
	return path != "" && s.opts.MachinePolicy != "" && strings.EqualFold(filepath.Clean(path), s.opts.MachinePolicy)
}

// policyFileChanged sends a Status after a change of a policy file. What is wrong in that of
// the machine depends also on who may change the file on disk.
func (s *Server) policyFileChanged() {
	s.publishSoon()
	if slices.ContainsFunc(s.docs.all(), s.isMachinePolicy) {
		s.relint()
	}
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
