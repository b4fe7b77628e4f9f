// Package prompt decides when telemetry-ls asks the user which telemetry mode they
// want, and remembers the answer.
//
// It knows files, a clock and an environment, but no editors: the caller shows the
// question. Start reading at machine.go, which has the states of the question and
// the table of their transitions. A [Question] runs that machine and owns the locks.
// The caller passes events to it and carries out the effects:
//
//	effect, err := question.On(prompt.Initialized) // Await: wait for a quiet moment
//	effect, err = question.On(prompt.Quiet)        // Decide: is asking due?
//	event, decision, err := question.Begin(facts)  // stores the attempt
//	effect, err = question.On(event)               // Ask, or decision.Reason says why not
//	effect, err = question.On(prompt.Answered("local"))
//
// [Prompter.Decide] has the rules, and [Prompter.Begin] makes sure that only one
// window in all editors asks.
//
// Three files matter. telemetry-ls keeps its state in
// <ConfigDir>/telemetry-ls/prompt.json. The operating system holds prompt.lock next
// to it while a question is open. <ConfigDir>/gopls/prompt/telemetry.lock keeps
// gopls, which has its own prompt, from asking at the same time. telemetry-ls reads
// the state of gopls and never writes it.
package prompt
