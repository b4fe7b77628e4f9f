package policy

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

func TestRefusal(t *testing.T) {
	i := &Intent{Source: Machine, File: "/etc/p", Policy: &Policy{Mode: mode.On, Reason: "we\nhelp \x1b[31m", URL: "https://example.com"}}
	err := i.Refuse(mode.Local)
	const want = `switching to local: this machine's policy allows only on or off (we help \u001b[31m; see https://example.com)`
	if err == nil || err.Error() != want || hint.Of(err) != "the policy is in /etc/p; ask whoever manages this machine" {
		t.Errorf("got %v, hint %q", err, hint.Of(err))
	}
	if err := i.Refuse(mode.Off); err != nil {
		t.Error(err)
	}
	if err := (*Intent)(nil).Refuse(mode.On); err != nil {
		t.Error(err)
	}
}

// TestUndo checks that an undo returns to no state that the policy would change again.
func TestUndo(t *testing.T) {
	unchosen, on, off := mode.State{Mode: mode.Local}, mode.Interpret([]byte("on 2026-11-01")), mode.Interpret([]byte("off"))
	for _, test := range []struct {
		name    string
		policy  Policy
		to      mode.State
		refused bool
	}{
		{"not permitted", Policy{Mode: mode.Local}, on, true},
		{"permitted", Policy{Mode: mode.Local}, unchosen, false},
		{"the policy chose", Policy{Mode: mode.Local, Apply: true}, unchosen, true},
		{"off, where on is wanted", Policy{Mode: mode.On, Apply: true}, off, false},
		{"one of several", Policy{Allowed: []mode.Mode{mode.On, mode.Local}, Apply: true}, on, false},
	} {
		err := (&Intent{Source: Machine, File: "/etc/p", Policy: &test.policy}).RefuseUndo(test.to)
		if (err != nil) != test.refused || err != nil && !strings.HasPrefix(err.Error(), "undoing the switch: this machine's policy allows only ") {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if err := (*Intent)(nil).RefuseUndo(on); err != nil {
		t.Error(err)
	}
}

func TestReason(t *testing.T) {
	long := strings.Repeat("é", 200)
	for _, test := range []struct {
		source       Source
		reason, want string
		title        string
	}{
		{Machine, "", "", "Switch Go telemetry to off (this machine's policy)"},
		{Machine, "rules", "rules", "Switch Go telemetry to off (policy: rules)"},
		{Machine, long, long, "Switch Go telemetry to off (policy: " + long + ")"},
		{Workspace, "", "", "Switch Go telemetry to off (this workspace's policy)"},
		{Workspace, " a\r\n b\u202e ", `a b\u202e`, `Switch Go telemetry to off (this workspace's policy: a b\u202e)`},
		{Workspace, long, strings.Repeat("é", 79) + "…", "Switch Go telemetry to off (this workspace's policy: " + strings.Repeat("é", 79) + "…)"},
		{User, "", "", "Switch Go telemetry to off (your default for new environments)"},
	} {
		i := &Intent{Source: test.source, File: "/x", Policy: &Policy{Mode: mode.Off, Reason: test.reason}}
		if got := i.Reason(); got != test.want {
			t.Errorf("%s, %q: reason %q", test.source, test.reason, got)
		}
		if got := i.SwitchTitle(); got != test.title {
			t.Errorf("%s, %q: title %q", test.source, test.reason, got)
		}
		if got := i.Why(); test.source != Machine && got != "" {
			t.Errorf("%s: shows %q in messages", test.source, got)
		}
	}
}
