package prompt

import "testing"

func TestDeclineDefault(t *testing.T) {
	w := newWorld(t)
	p := w.prompter()
	if got := p.DeclinedDefault(); got != "" {
		t.Errorf("DeclinedDefault = %q in a new environment", got)
	}
	if err := p.DeclineDefault("bogus"); err == nil {
		t.Error("DeclineDefault(bogus): no error")
	}
	if err := p.DeclineDefault("on"); err != nil {
		t.Fatal(err)
	}
	if got := w.prompter().DeclinedDefault(); got != "on" {
		t.Errorf("DeclinedDefault = %q, want on", got)
	}
	// It does not answer the question, and remains after an answer.
	a, _, err := p.Begin(asking)
	if err != nil || a == nil {
		t.Fatalf("Begin = %v, %v", a, err)
	}
	if err := p.DeclineDefault("off"); err != nil {
		t.Errorf("while another window asks: %v", err)
	}
	if err := a.Answered("local"); err != nil {
		t.Fatal(err)
	}
	if got := p.DeclinedDefault(); got != "off" {
		t.Errorf("DeclinedDefault = %q after an answer, want off", got)
	}
	if err := p.Reset(); err != nil {
		t.Fatal(err)
	}
	if got := p.DeclinedDefault(); got != "" {
		t.Errorf("DeclinedDefault = %q after Reset", got)
	}
}

func TestDeclineDefaultOverDamage(t *testing.T) {
	w := newWorld(t)
	w.write(stateFile, `{"schema":1,"declinedDefault":"maybe"}`)
	p := w.prompter()
	if got := p.DeclinedDefault(); got != "" {
		t.Errorf("DeclinedDefault = %q of a damaged file", got)
	}
	if err := p.DeclineDefault("on"); err != nil || p.DeclinedDefault() != "on" {
		t.Errorf("DeclineDefault: %v, then %q", err, p.DeclinedDefault())
	}
	w.write(stateFile, `{"schema":99}`)
	if err := p.DeclineDefault("on"); err == nil {
		t.Error("the file of a newer version was overwritten")
	}
}

// DeclinedDefault returns the stored default that the user undid, or "".
func (p *Prompter) DeclinedDefault() string {
	if p.env.ConfigDir == "" {
		return ""
	}
	s, err := readState(p.statePath())
	if err != nil {
		return ""
	}
	return s.DeclinedDefault
}
