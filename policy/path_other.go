//go:build !windows && !darwin

package policy

// MachinePath returns the path of the machine's policy file.
func MachinePath() string { return "/etc/telemetry-ls/policy.json" }
