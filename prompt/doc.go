// Package prompt decides when to ask the user, unasked, which telemetry mode they
// want, and remembers the answer.
//
// It knows files, a clock and an environment, and nothing of editors: the caller
// shows the question. Start reading at machine.go: the states of the question and
// the table of what moves it. A [Question] runs that machine and owns the locks. The
// caller feeds it with events and carries out the effects:
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
// Three files matter. <ConfigDir>/telemetry-ls/prompt.json is what telemetry-ls
// remembers. The operating system holds prompt.lock beside it for as long as a
// question is open. <ConfigDir>/gopls/prompt/telemetry.lock keeps gopls, which has a
// prompt of its own, from asking at the same time. What gopls remembers is read and
// never written.
package prompt
