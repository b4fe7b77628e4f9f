package prompt

import (
	"errors"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
)

// Facts are what the caller knows and this package does not.
type Facts struct {
	Chosen    bool // a telemetry mode was chosen: its file exists
	Unknown   bool // the mode file cannot be read now, so the choice is unknown
	Writable  bool // the mode file is writable
	Supported bool // Go telemetry runs on this platform
	Ask       bool // the setting says auto, and the client can show a question
	Decided   bool // the machine's policy leaves no choice
	Go        bool // Go is on this machine, or its telemetry directory is
}

// Reason says why the question does not appear. It is a code for logs, checks and
// tests.
type Reason string

// The reasons. An empty reason means that the question is due.
const (
	ReasonUnsupported     Reason = "unsupported"      // no telemetry on this platform
	ReasonNoConfigDir     Reason = "no-config-dir"    // the user has no configuration directory
	ReasonChosen          Reason = "chosen"           // a mode was chosen already
	ReasonUnknown         Reason = "unknown"          // the mode or the answer cannot be read now
	ReasonSetting         Reason = "setting"          // the setting says never, or the client cannot ask
	ReasonPolicy          Reason = "policy"           // the machine's policy leaves no choice
	ReasonCI              Reason = "ci"               // continuous integration
	ReasonNoGo            Reason = "no-go"            // there is neither Go nor its telemetry directory
	ReasonUnwritable      Reason = "unwritable"       // the mode file or the prompt's state is not writable
	ReasonAnswered        Reason = "answered"         // the user has answered; only Reset deletes the answer
	ReasonExhausted       Reason = "exhausted"        // asked three times without an answer
	ReasonWaiting         Reason = "waiting"          // not due before Decision.Until
	ReasonNewerState      Reason = "newer-state"      // a newer version of this program wrote the state
	ReasonGoplsAnswered   Reason = "gopls-answered"   // the user answered gopls's prompt with yes or no
	ReasonGoplsAsking     Reason = "gopls-asking"     // gopls holds its lock
	ReasonGoplsUnreadable Reason = "gopls-unreadable" // gopls's record of its prompt cannot be read
	ReasonOtherWindow     Reason = "other-window"     // another process of ours is asking
)

// Decision says whether to ask, and if not, why.
type Decision struct {
	Ask    bool
	Reason Reason
	// Until is when the question is due again. It is set only for ReasonWaiting.
	Until time.Time
	// Problem says which file could not be parsed, and may carry a Hint. If it is
	// our state file, that file counts as empty and the next Begin rewrites it.
	Problem error
}

// Decide says whether to call Begin. It takes no lock and writes nothing, so Begin
// may still find that another window was faster, or that the clock was set back and
// the pause restarts.
func (p *Prompter) Decide(f Facts) Decision {
	if r := p.outside(f); r != "" {
		return Decision{Reason: r}
	}
	s, problem := readState(p.statePath())
	d := p.remembered(s, problem)
	if !d.Ask {
		return d
	}
	if r, err := p.goplsObjects(); r != "" {
		return Decision{Reason: r, Problem: errors.Join(d.Problem, err)}
	}
	return d
}

// outside returns a reason not to ask that does not depend on the stored state.
func (p *Prompter) outside(f Facts) Reason {
	switch {
	case !f.Supported:
		return ReasonUnsupported
	case p.env.ConfigDir == "":
		return ReasonNoConfigDir
	case f.Chosen:
		return ReasonChosen
	case f.Unknown:
		return ReasonUnknown
	case !f.Ask:
		return ReasonSetting
	case f.Decided:
		return ReasonPolicy
	case inCI(p.env.Getenv):
		return ReasonCI
	case !f.Go:
		return ReasonNoGo
	case !f.Writable:
		return ReasonUnwritable
	}
	return ""
}

// remembered decides from our state s.
func (p *Prompter) remembered(s state, problem error) Decision {
	var newer *NewerStateError
	switch {
	case fault.Temporary(problem):
		return Decision{Reason: ReasonUnknown, Problem: problem}
	case errors.As(problem, &newer):
		return Decision{Reason: ReasonNewerState, Problem: problem}
	case s.Answer != nil:
		return Decision{Reason: ReasonAnswered, Problem: problem}
	case len(s.Attempts) >= maxAttempts:
		return Decision{Reason: ReasonExhausted, Problem: problem}
	}
	if until, _ := s.waiting(p.now()); !until.IsZero() {
		return Decision{Reason: ReasonWaiting, Until: until, Problem: problem}
	}
	return Decision{Ask: true, Problem: problem}
}

// goplsObjects returns a reason not to ask that comes from gopls's prompt: an
// answer, or its lock. The error says why gopls's state file cannot be read.
func (p *Prompter) goplsObjects() (Reason, error) {
	if r, err := p.goplsAnswered(); r != "" {
		return r, err
	}
	switch lock, _ := p.goplsLock().inspect(); lock {
	case lockForeign:
		return ReasonGoplsAsking, nil
	case lockOurs:
		return ReasonOtherWindow, nil
	}
	return "", nil
}
