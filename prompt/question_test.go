package prompt

import (
	"os"
	"testing"
)

// feed passes e to q and checks the effect.
func feed(t *testing.T, q *Question, e Event, want Effect) {
	t.Helper()
	if got, err := q.On(e); got != want || err != nil {
		t.Fatalf("%s: %q, %v; want %q", e.name, got, err, want)
	}
}

// open returns a question that is open in the editor.
func open(t *testing.T, w *world) *Question {
	t.Helper()
	q := NewQuestion(w.prompter())
	feed(t, q, Initialized, Await)
	feed(t, q, Quiet, Decide)
	event, d, err := q.Begin(asking)
	if event != Begun || err != nil {
		t.Fatalf("%+v, %+v, %v; want to ask", event, d, err)
	}
	feed(t, q, event, Ask)
	return q
}

func TestQuestionOwnsTheLocks(t *testing.T) {
	for name, end := range map[string][]Event{
		"answered":     {Answered("off"), Kept},
		"not kept":     {Answered("off"), NotKept},
		"put aside":    {PutAside},
		"error reply":  {ErrorReply},
		"disconnected": {Disconnected},
		"shutdown":     {ShuttingDown},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			q := open(t, w)
			if err := os.Remove(w.path(stateFile)); err != nil { // without a stored state only the lock matters
				t.Fatal(err)
			}
			w.refused(ReasonOtherWindow)
			for _, e := range end {
				if _, err := q.On(e); err != nil {
					t.Fatal(err)
				}
			}
			if _, d, _ := w.prompter().Begin(asking); d.Reason == ReasonOtherWindow {
				t.Errorf("still locked: %+v", d)
			}
		})
	}
}

func TestQuestionStoresItsResult(t *testing.T) {
	for name, test := range map[string]struct {
		end  []Event
		want Reason // why the next window does not ask; "" if it does
	}{
		"answered":           {[]Event{Answered("off"), Kept}, ReasonAnswered},
		"late answer":        {[]Event{ModeChosen, ShuttingDown, Answered("off"), Kept}, ReasonAnswered},
		"not kept":           {[]Event{Answered("off"), NotKept}, ReasonWaiting},
		"put aside":          {[]Event{PutAside}, ReasonWaiting},
		"disconnected":       {[]Event{Disconnected}, ReasonWaiting},
		"error reply":        {[]Event{ErrorReply}, ""},
		"reset, put aside":   {[]Event{Reset, PutAside}, ""},
		"reset while kept":   {[]Event{Answered("off"), Reset, Kept}, ""},
		"reset after answer": {[]Event{Answered("off"), Kept, Reset}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			q := open(t, w)
			for _, e := range test.end {
				if _, err := q.On(e); err != nil {
					t.Fatal(err)
				}
			}
			if d := w.prompter().Decide(asking); d.Reason != test.want {
				t.Errorf("%+v, want reason %q", d, test.want)
			}
		})
	}
}

func TestQuestionIsWithdrawn(t *testing.T) {
	q := open(t, newWorld(t))
	withdrawn := q.Withdrawn()
	select {
	case <-withdrawn:
		t.Fatal("withdrawn before a mode was chosen")
	default:
	}
	feed(t, q, ModeChosen, "")
	<-withdrawn
	feed(t, q, ModeChosen, "")
}

// TestShutdownWhileDeciding checks that an attempt that comes too late holds no
// lock.
func TestShutdownWhileDeciding(t *testing.T) {
	w := newWorld(t)
	q := NewQuestion(w.prompter())
	feed(t, q, Initialized, Await)
	feed(t, q, Quiet, Decide)
	event, _, err := q.Begin(asking)
	if err != nil {
		t.Fatal(err)
	}
	feed(t, q, ShuttingDown, "")
	feed(t, q, event, "")
	if err := os.Remove(w.path(stateFile)); err != nil {
		t.Fatal(err)
	}
	w.begin()
}

// TestResetThatFails checks that a failed reset does not change the question.
func TestResetThatFails(t *testing.T) {
	w := newWorld(t)
	q := NewQuestion(w.prompter())
	if err := os.MkdirAll(w.path(stateFile+"/x"), 0o700); err != nil { // a directory that is not empty
		t.Fatal(err)
	}
	if effect, err := q.On(Reset); effect != "" || err == nil {
		t.Fatalf("%q, %v; want an error", effect, err)
	}
	feed(t, q, Initialized, Await)
}
