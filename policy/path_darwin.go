package policy

// MachinePath returns the path of the machine's policy file.
func MachinePath() string { return "/Library/Application Support/telemetry-ls/policy.json" }
