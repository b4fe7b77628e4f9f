// Package prompt decides when a person may be asked which telemetry mode they
// want, and remembers what was answered.
//
// It knows files, a clock and an environment, and nothing of editors: the
// caller shows the question. Start reading at [Prompter.Decide], the rules, and
// [Prompter.Begin], which makes sure that only one window in all editors asks:
//
//	attempt, decision, err := prompter.Begin(facts)
//	if attempt == nil { ... decision.Reason and err tell why nobody is asked ... }
//	defer attempt.Release()
//	... show the question ...
//	attempt.Answered("local") // or NotNow, or NotAsked
//
// Three files matter. <ConfigDir>/telemetry-ls/prompt.json is what we remember,
// prompt.lock beside it is held by the operating system for as long as a
// question is open, and <ConfigDir>/gopls/prompt/telemetry.lock keeps gopls,
// which has a prompt of its own, from asking at the same time. What gopls
// remembers is read and never written.
package prompt
