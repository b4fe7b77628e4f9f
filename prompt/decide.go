package prompt

import (
	"errors"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
)

// Facts is what the caller knows and this package does not.
type Facts struct {
	Chosen    bool // a telemetry mode was chosen: its file exists
	Unknown   bool // the mode file cannot be read now, so that it is not known what was chosen
	Writable  bool // a mode could be kept
	Supported bool // Go telemetry runs on this platform
	Ask       bool // the setting says auto, and the client can show a question
}

// Reason says why nobody is asked. It is a code for logs, checks and tests.
type Reason string

// The reasons; the empty one means that nothing is against asking.
const (
	ReasonUnsupported     Reason = "unsupported"      // no telemetry on this platform
	ReasonNoConfigDir     Reason = "no-config-dir"    // the user has no configuration folder
	ReasonChosen          Reason = "chosen"           // a mode was chosen already
	ReasonUnknown         Reason = "unknown"          // what was chosen, or answered, cannot be read now
	ReasonSetting         Reason = "setting"          // the setting says never, or the client cannot ask
	ReasonCI              Reason = "ci"               // continuous integration
	ReasonUnwritable      Reason = "unwritable"       // a mode, or what we remember, could not be kept
	ReasonAnswered        Reason = "answered"         // an answer was given; only Reset forgets it
	ReasonExhausted       Reason = "exhausted"        // asked three times without an answer
	ReasonWaiting         Reason = "waiting"          // not before Decision.Until
	ReasonNewerState      Reason = "newer-state"      // remembered by a newer version of this program
	ReasonGoplsAnswered   Reason = "gopls-answered"   // the user told gopls yes or no
	ReasonGoplsAsking     Reason = "gopls-asking"     // gopls holds its lock
	ReasonGoplsUnreadable Reason = "gopls-unreadable" // what gopls remembers cannot be read
	ReasonOtherWindow     Reason = "other-window"     // another process of ours is asking
)

// Decision is whether to ask, and if not, why.
type Decision struct {
	Ask    bool
	Reason Reason
	// Until is when asking is possible again; set for ReasonWaiting alone.
	Until time.Time
	// Problem is a file that could not be understood. Our own is then treated
	// as empty, and written anew by the next Begin. It may carry a Hint.
	Problem error
}

// Decide says whether Begin is worth calling. It takes no lock and writes
// nothing, so Begin may still find that another window was faster, or that the
// clock was set back and the waiting starts anew.
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

// outside is what forbids asking whatever is remembered.
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
	case inCI(p.env.Getenv):
		return ReasonCI
	case !f.Writable:
		return ReasonUnwritable
	}
	return ""
}

// remembered is what our own state says.
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

// goplsObjects is what gopls' own prompt has against asking: an answer it got,
// or its lock. The error tells of a state file that cannot be read.
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
