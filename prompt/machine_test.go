package prompt

import (
	"slices"
	"testing"
)

var (
	states = []State{Idle, Waiting, Deciding, DecidingAgain, Open, Withdrawn, Keeping, KeepingAgain}
	events = []Event{
		Initialized, DefaultApplied, Quiet, Begun, Refused, ModeChosen, Answered("local"),
		PutAside, ErrorReply, Kept, NotKept, Reset, Allowed, ShuttingDown, Disconnected,
	}
	callers = []Effect{Await, Decide, Ask, CarryOut}
)

// TestHistories checks the histories that a question can have. Each step has the
// event, then the state and the effects that it leads to.
func TestHistories(t *testing.T) {
	type moment struct {
		event   Event
		state   State
		effects []Effect
	}
	is := func(e Event, s State, effects ...Effect) moment { return moment{e, s, effects} }
	asked := []moment{
		is(Initialized, Waiting, Await), is(Quiet, Deciding, Decide), is(Begun, Open, Ask),
	}
	for name, history := range map[string][]moment{
		"answered":    {is(Answered("off"), Keeping, CarryOut), is(Kept, Idle, storeAnswer, release)},
		"not stored":  {is(Answered("on"), Keeping, CarryOut), is(NotKept, Idle, storeNotNow, release)},
		"not now":     {is(PutAside, Idle, storeNotNow, release)},
		"error reply": {is(ErrorReply, Idle, unstore, release)},
		"client gone": {is(Disconnected, Idle, release), is(Quiet, Idle)},
		"mode chosen meanwhile, late answer": {
			is(ModeChosen, Withdrawn, withdraw), is(ModeChosen, Withdrawn),
			is(Answered("on"), Keeping, CarryOut), is(Kept, Idle, storeAnswer, release),
		},
		"mode chosen meanwhile, closed": {is(ModeChosen, Withdrawn, withdraw), is(PutAside, Idle, storeNotNow, release)},
		"answer after shutdown": {
			is(ShuttingDown, Open, release), is(Answered("off"), Keeping, CarryOut), is(Kept, Idle, storeAnswer, release),
		},
		"reset while open is not asked twice": {is(Reset, Open, forget), is(PutAside, Idle, storeNotNow, release)},
		"reset while an answer is kept": {
			is(Answered("on"), Keeping, CarryOut), is(Reset, KeepingAgain, forget), is(Reset, KeepingAgain, forget),
			is(Kept, Waiting, storeAnswer, release, forget, Await), is(Quiet, Deciding, Decide), is(Refused, Idle),
		},
		"reset after the end": {is(PutAside, Idle, storeNotNow, release), is(Reset, Waiting, forget, Await)},
	} {
		state := Idle
		for i, m := range append(slices.Clone(asked), history...) {
			got := state.next(m.event)
			if got.to != m.state || !slices.Equal(got.effects, m.effects) {
				t.Fatalf("%s, step %d: %s in %s leads to %v, want %s %v", name, i, m.event.name, state, got, m.state, m.effects)
			}
			state = got.to
		}
	}
}

func TestHistoriesWithoutAQuestion(t *testing.T) {
	for name, history := range map[string][]Event{
		"default":                  {Initialized, DefaultApplied},
		"refused, or lock lost":    {Initialized, Quiet, Refused},
		"client gone while typing": {Initialized, Disconnected},
		"shut down while typing":   {Initialized, ShuttingDown, Quiet},
		"shut down while deciding": {Initialized, Quiet, ShuttingDown, Begun},
		"allowed, still refused":   {Initialized, Quiet, Refused, Allowed, Quiet, Refused},
		"allowed while deciding":   {Initialized, Quiet, Allowed, Refused, Refused},
		"not initialized":          {ModeChosen, Quiet, Refused, Answered("on"), Kept},
	} {
		state := Idle
		for _, e := range history {
			step := state.next(e)
			if slices.Contains(step.effects, Ask) || slices.Contains(step.effects, storeAnswer) {
				t.Errorf("%s: %s in %s leads to %v", name, e.name, state, step)
			}
			state = step.to
		}
		if state != Idle {
			t.Errorf("%s ends in %s, want idle", name, state)
		}
	}
}

// TestPromisesOfTheTable checks the promises of the table for every state and event.
func TestPromisesOfTheTable(t *testing.T) {
	holds := map[State]bool{Open: true, Withdrawn: true, Keeping: true, KeepingAgain: true}
	for _, s := range states {
		for _, e := range events {
			step := s.next(e)
			of := func(effect Effect) bool { return slices.Contains(step.effects, effect) }
			if of(Ask) != (e == Begun && (s == Deciding || s == DecidingAgain)) {
				t.Errorf("%s in %s: asks %v", e.name, s, of(Ask))
			}
			if holds[s] && !holds[step.to] && !of(release) {
				t.Errorf("%s in %s: the locks are kept in %s", e.name, s, step.to)
			}
			if e == ShuttingDown && holds[s] && !of(release) {
				t.Errorf("shutting down in %s keeps the locks", s)
			}
			if e == Reset && (!of(forget) || step.effects[0] != forget) {
				t.Errorf("reset in %s: %v, want forget as the first effect", s, step.effects)
			}
			n := 0
			for _, effect := range callers {
				if of(effect) {
					n++
				}
			}
			if n > 1 || n == 1 && !slices.Contains(callers, step.effects[len(step.effects)-1]) {
				t.Errorf("%s in %s: %v, want at most one effect for the caller, as the last", e.name, s, step.effects)
			}
		}
	}
	if len(transitions) != len(states) {
		t.Errorf("the table has %d states, want %d", len(transitions), len(states))
	}
}

// TestNoStateIsAnEnd checks that every state can be reached, and that each leads
// back to idle.
func TestNoStateIsAnEnd(t *testing.T) {
	reach := func(from State) map[State]bool {
		seen, todo := map[State]bool{from: true}, []State{from}
		for len(todo) > 0 {
			s := todo[0]
			todo = todo[1:]
			for _, e := range events {
				if n := s.next(e).to; !seen[n] {
					seen[n], todo = true, append(todo, n)
				}
			}
		}
		return seen
	}
	for _, s := range states {
		if !reach(Idle)[s] || !reach(s)[Idle] {
			t.Errorf("%s is never reached, or never leads back to idle", s)
		}
	}
}
