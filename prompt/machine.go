package prompt

// The unasked question of one process is a state machine. This file is all of it:
// the states, the events that move it, and the effects that follow. It is pure; a
// [Question] runs it, owns the locks and carries out the effects that concern files.
// The caller feeds it with events and carries out Await, Decide, Ask and CarryOut,
// each of which ends in the next event.

// State is how far the question has got.
type State string

// The states.
const (
	Idle          State = "idle"           // nothing is under way
	Waiting       State = "waiting"        // for the settings and a quiet moment
	Deciding      State = "deciding"       // whether to ask, and storing the attempt
	DecidingAgain State = "deciding again" // the same, and the user wants to be asked anew
	Open          State = "open"           // the editor shows it, or may; the locks are held
	Withdrawn     State = "withdrawn"      // a mode was chosen: the editor is told to close it
	Keeping       State = "keeping"        // answered; the mode is being switched
	KeepingAgain  State = "keeping again"  // the same, and the user wants to be asked anew
)

// Event is what moves the question. The events are comparable values.
type Event struct {
	name   string
	choice string // of an answer: on, local or off
}

// The events. [Answered] is one more.
var (
	Initialized    = Event{name: "initialized"}     // the editor is ready
	DefaultApplied = Event{name: "default applied"} // the user's own default answers the question
	Quiet          = Event{name: "quiet"}           // the settings are known, and the user pauses
	Begun          = Event{name: "begun"}           // the attempt is stored and the locks are held
	Refused        = Event{name: "refused"}         // asking is not due, or another window has the lock
	ModeChosen     = Event{name: "mode chosen"}     // by anyone, in any program
	PutAside       = Event{name: "put aside"}       // 'not now', or no answer
	ErrorReply     = Event{name: "error reply"}     // the editor could not ask
	Kept           = Event{name: "kept"}            // the answer was carried out
	NotKept        = Event{name: "not kept"}        // it could not be
	Reset          = Event{name: "reset"}           // the user wants to be asked anew
	ShuttingDown   = Event{name: "shutting down"}   // the editor is about to end the server
	Disconnected   = Event{name: "disconnected"}    // the editor is gone
)

// Answered is the choice of a mode, however late.
func Answered(choice string) Event { return Event{answered.name, choice} }

var answered = Event{name: "answered"}

// Effect is what follows from an event.
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
	storeAnswer Effect = "store answer"  // from now on the question is answered
	storeNotNow Effect = "store not now" // the pause begins
	unstore     Effect = "unstore"       // the attempt does not count
	release     Effect = "release"       // let go of the locks; the stored attempt stands
	forget      Effect = "forget"        // all that is remembered
)

type step struct {
	to      State
	effects []Effect
}

func to(state State, effects ...Effect) step { return step{state, effects} }

// transitions is the table. An event that a state does not list changes nothing: a
// mode that is chosen while Waiting, for example, is a fact that Decide looks at.
//
// Two promises are read off here: Ask follows from Begun alone, which means that the
// attempt is stored; and an answer counts in Open and in Withdrawn, before and after
// ShuttingDown has released the locks.
var transitions = map[State]map[Event]step{
	Idle: {
		Initialized: to(Waiting, Await),
		Reset:       to(Waiting, forget, Await),
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
		ShuttingDown: to(Idle),
	},
	DecidingAgain: {
		Begun:        to(Open, Ask),
		Refused:      to(Deciding, Decide), // for a reason that may be forgotten by now
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

// next is what the table says of e in s; an event that it does not list is ignored.
func (s State) next(e Event) step {
	e.choice = ""
	if found, ok := transitions[s][e]; ok {
		return found
	}
	return to(s)
}
