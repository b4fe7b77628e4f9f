package prompt

import (
	"testing"
	"time"
)

// TestClockSetBack follows one environment whose clock is wrong for a while. At
// least one pause passes between two questions by the current clock, and the second
// question does appear.
func TestClockSetBack(t *testing.T) {
	date := func(s string) time.Time {
		d, err := time.Parse("2006-01-02", s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	type step struct {
		day  string
		want Reason // "" asks, and the user postpones the question
	}
	for _, tt := range []struct {
		name  string
		steps []step
	}{
		{"first asked while the clock is far ahead", []step{
			{"2099-01-01", ""},
			{"2026-11-22", ReasonWaiting},
			{"2026-11-28", ReasonWaiting},
			{"2026-11-29", ""},
			{"2026-11-30", ReasonWaiting},
			{"2026-12-13", ""},
			{"2099-01-01", ReasonExhausted},
		}},
		{"the clock's battery is dead for some days", []step{
			{"2026-11-22", ""},
			{"1970-01-01", ReasonWaiting},
			{"1970-01-02", ReasonWaiting},
			{"2026-11-25", ReasonWaiting},
			{"2026-11-29", ""},
		}},
		{"the clock is at the epoch at each start", []step{
			{"2026-11-22", ""},
			{"1970-01-01", ReasonWaiting},
			{"1970-01-01", ReasonWaiting},
			{"1970-01-08", ""},
			{"1970-01-08", ReasonWaiting},
			{"1970-01-22", ""},
			{"1970-01-23", ReasonExhausted},
		}},
		{"set back twice", []step{
			{"2040-01-01", ""},
			{"2030-01-01", ReasonWaiting},
			{"2026-01-01", ReasonWaiting},
			{"2026-01-07", ReasonWaiting},
			{"2026-01-08", ""},
		}},
		{"a day back", []step{
			{"2026-11-22", ""},
			{"2026-11-21", ReasonWaiting},
			{"2026-11-28", ReasonWaiting}, // still in the pause of the 22nd
			{"2026-11-29", ""},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			for i, s := range tt.steps {
				w.now = date(s.day)
				a, d, err := w.prompter().Begin(asking)
				if err != nil || d.Reason != s.want || (a != nil) != (s.want == "") {
					t.Fatalf("step %d, %s: Begin = attempt %t, %+v, %v, want reason %q", i, s.day, a != nil, d, err, s.want)
				}
				if a != nil {
					if err := a.NotNow(); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
}

func TestDecideAfterClockSetBack(t *testing.T) {
	w := newWorld(t)
	w.begin().Release()
	w.now = w.now.AddDate(-5, 0, 0)
	if d := w.prompter().Decide(asking); !d.Ask {
		t.Fatalf("Decide = %+v, want to leave it to Begin, which may write", d)
	}
	want := w.now.Add(7 * day)
	if d := w.refused(ReasonWaiting); !d.Until.Equal(want) {
		t.Errorf("Begin waits until %v, want %v", d.Until, want)
	}
	if d := w.prompter().Decide(asking); d.Ask || !d.Until.Equal(want) {
		t.Errorf("Decide afterwards = %+v, want to wait until %v", d, want)
	}
}

func TestLongestPauseCounts(t *testing.T) {
	w := newWorld(t)
	asked := w.now
	w.begin().Release()
	w.now = asked.Add(-day)
	w.refused(ReasonWaiting)
	w.now = asked.Add(day)
	if d := w.refused(ReasonWaiting); !d.Until.Equal(asked.Add(7 * day)) {
		t.Errorf("waits until %v, want %v", d.Until, asked.Add(7*day))
	}
}
