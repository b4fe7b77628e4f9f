package mode

import (
	"errors"
	"testing"
)

func TestUndo(t *testing.T) {
	tests := []struct {
		name string
		raw  string // "(none)" for no file
		to   Mode
		want string
	}{
		{"never chosen", "(none)", On, "(none)"},
		{"local", "local 2026-01-01", On, "local 2026-11-22"},
		{"on gets a new date", "on 2026-01-01", Off, "on 2026-11-22"},
		{"off", "off", On, "off 2026-11-22"},
		{"a word that Go reads as local", "OFF", On, "local 2026-11-22"},
		{"undated on", "on", On, "on 2026-11-22"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := freshDir(t)
			if tt.raw != "(none)" {
				d = dirWith(t, tt.raw)
			}
			c := set(t, d, tt.to)
			back, err := writer(d).Undo(c)
			if err != nil {
				t.Fatal(err)
			}
			if got := content(t, d.ModeFile()); got != tt.want || !back.Wrote {
				t.Errorf("got %q, wrote %t; want %q", got, back.Wrote, tt.want)
			}
			if !back.Before.same(c.After) || !back.After.same(d.Read()) || back.After.Chosen != c.Before.Chosen {
				t.Errorf("got %+v after %+v", back, c)
			}
			noLeftovers(t, d.Path())
		})
	}
}

func TestUndoOnlyAfterTheSameSwitch(t *testing.T) {
	for _, now := range []string{"local 2026-11-22", "on 2026-11-22\n", "", "on 2026-11-23", "(none)"} {
		d := freshDir(t)
		c := set(t, d, On)
		if now == "(none)" {
			remove(t, d.ModeFile())
		} else {
			writeFile(t, d.ModeFile(), now)
		}
		back, err := writer(d).Undo(c)
		if !errors.Is(err, ErrChangedSince) || back.Wrote || hintIn(err) == "" {
			t.Errorf("%q: got %+v, %v, want ErrChangedSince", now, back, err)
		}
		if got := content(t, d.ModeFile()); got != now {
			t.Errorf("got %q, want %q untouched", got, now)
		}
	}
}

func TestUndoOfNothing(t *testing.T) {
	d := dirWith(t, "on 2026-01-01")
	c := set(t, d, On)
	if _, err := writer(d).Undo(c); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("got %v, want ErrNothingToUndo", err)
	}
	c = set(t, d, Off)
	if _, err := writer(d).Undo(c); err != nil {
		t.Fatal(err)
	}
	if _, err := writer(d).Undo(c); !errors.Is(err, ErrChangedSince) {
		t.Errorf("twice: got %v, want ErrChangedSince", err)
	}
}
