package prompt

// The prompt of one process is a state machine. This file defines it: the states,
// the events and the effects. It is pure. A [Question] runs it, owns the locks and
// carries out the effects that concern files. The caller passes events to it and
// carries out Await, Decide, Ask and CarryOut. Each of them ends in the next event.

// State is a state of the question.
type State string

// The states.
const (
	Idle          State = "idle"           // nothing is happening
	Waiting       State = "waiting"        // for the settings, and for a quiet moment
	Deciding      State = "deciding"       // whether to ask, and storing the attempt
	DecidingAgain State = "deciding again" // the same, and the user wants the question again
	Open          State = "open"           // the editor shows it, or may; the locks are held
	Withdrawn     State = "withdrawn"      // a mode was chosen, and the editor should close the question
	Keeping       State = "keeping"        // answered; the mode is being switched
	KeepingAgain  State = "keeping again"  // the same, and the user wants the question again
)

// Event causes a transition. Events are comparable.
type Event struct {
	name   string
	choice string // of an answer: on, local or off
}

// The events, in addition to [Answered].
var (
	Initialized    = Event{name: "initialized"}     // the editor is ready
	DefaultApplied = Event{name: "default applied"} // the user's default answers the question
	Quiet          = Event{name: "quiet"}           // the settings are known, and the user has paused
	Begun          = Event{name: "begun"}           // the attempt is stored and the locks are held
	Refused        = Event{name: "refused"}         // asking is not due, or another window has the lock
	ModeChosen     = Event{name: "mode chosen"}     // by any user and program
	PutAside       = Event{name: "put aside"}       // the question was closed
	ErrorReply     = Event{name: "error reply"}     // the editor could not show the question
	Kept           = Event{name: "kept"}            // the answer was carried out
	NotKept        = Event{name: "not kept"}        // the answer could not be carried out
	Reset          = Event{name: "reset"}           // the user wants the question again
	Allowed        = Event{name: "allowed"}         // the settings forbade the question, and no longer do
	ShuttingDown   = Event{name: "shutting down"}   // the editor is about to end the server
	Disconnected   = Event{name: "disconnected"}    // the connection to the editor ended
)

// Answered returns the event of choosing a mode, however late.
func Answered(choice string) Event { return Event{answered.name, choice} }

var answered = Event{name: "answered"}

// Effect is an action that an event causes.
type Effect string

// The effects for the caller.
const (
	Await    Effect = "await"     // wait; ends in Quiet, DefaultApplied or Disconnected
	Decide   Effect = "decide"    // call Question.Begin; ends in Begun or Refused
	Ask      Effect = "ask"       // show the question; ends in any answer or Disconnected
	CarryOut Effect = "carry out" // switch the mode; ends in Kept or NotKept
)

// The effects that a Question carries out itself.
const (
	withdraw    Effect = "withdraw"      // close Question.Withdrawn
	storeAnswer Effect = "store answer"  // store that the question is answered
	storeNotNow Effect = "store not now" // start the pause
	unstore     Effect = "unstore"       // remove the attempt
	release     Effect = "release"       // release the locks; the stored attempt remains
	forget      Effect = "forget"        // delete the stored state
)

type step struct {
	to      State
	effects []Effect
}

func to(state State, effects ...Effect) step { return step{state, effects} }

// transitions is the transition table. An event that a state does not list changes
// nothing. For example, ModeChosen does nothing while Waiting, because Decide checks
// for a chosen mode anyway.
//
// The table keeps two promises. Ask follows only from Begun, which means that the
// attempt is stored. And an answer counts in Open and in Withdrawn, before and after
// ShuttingDown has released the locks.
var transitions = map[State]map[Event]step{
	Idle: {
		Initialized: to(Waiting, Await),
		Reset:       to(Waiting, forget, Await),
		Allowed:     to(Waiting, Await),
		Begun:       to(Idle, release), // shut down while deciding
	},
	Waiting: {
		DefaultApplied: to(Idle),
		Quiet:          to(Deciding, Decide),
		Reset:          to(Waiting, forget),
		ShuttingDown:   to(Idle),
		Disconnected:   to(Idle),
	},
	Deciding: {
		Begun:        to(Open, Ask),
		Refused:      to(Idle),
		Reset:        to(DecidingAgain, forget),
		Allowed:      to(DecidingAgain),
		ShuttingDown: to(Idle),
	},
	DecidingAgain: {
		Begun:        to(Open, Ask),
		Refused:      to(Deciding, Decide), // Reset may have removed the reason
		Reset:        to(DecidingAgain, forget),
		ShuttingDown: to(Idle),
	},
	Open: {
		ModeChosen:   to(Withdrawn, withdraw),
		answered:     to(Keeping, CarryOut),
		PutAside:     to(Idle, storeNotNow, release),
		ErrorReply:   to(Idle, unstore, release),
		Reset:        to(Open, forget), // the open question is the new one
		ShuttingDown: to(Open, release),
		Disconnected: to(Idle, release),
	},
	Withdrawn: {
		answered:     to(Keeping, CarryOut),
		PutAside:     to(Idle, storeNotNow, release),
		ErrorReply:   to(Idle, unstore, release),
		Reset:        to(Withdrawn, forget),
		ShuttingDown: to(Withdrawn, release),
		Disconnected: to(Idle, release),
	},
	Keeping: {
		Kept:         to(Idle, storeAnswer, release),
		NotKept:      to(Idle, storeNotNow, release),
		Reset:        to(KeepingAgain, forget),
		ShuttingDown: to(Keeping, release),
	},
	KeepingAgain: {
		Kept:         to(Waiting, storeAnswer, release, forget, Await),
		NotKept:      to(Waiting, storeNotNow, release, forget, Await),
		Reset:        to(KeepingAgain, forget),
		ShuttingDown: to(Keeping, release),
	},
}

// next returns the table's entry for e in s. It ignores an event that the table does
// not list.
func (s State) next(e Event) step {
	e.choice = ""
	if found, ok := transitions[s][e]; ok {
		return found
	}
	return to(s)
}
