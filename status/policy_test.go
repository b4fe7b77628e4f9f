package status

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

const hostile = "[x](command:secret)\x1b\n<img>"

func TestIntent(t *testing.T) {
	machine := func(p policy.Policy) policy.Inputs {
		return policy.Inputs{Machine: policy.File{Path: "/etc/p", Policy: &p}}
	}
	workspace := func(p policy.Policy) policy.Inputs {
		return policy.Inputs{Workspaces: []policy.File{{Path: "/w/.telemetry-ls.json", Policy: &p}}}
	}
	const url = "https://example.com/x"
	for _, test := range []struct {
		name, file string
		in         policy.Inputs
		intent     string // as JSON
		problems   string // "code: message; hint", one per line
	}{
		{"none", "on 2026-11-01", policy.Inputs{}, "null", ""},
		{
			"a machine's mode", "on 2026-11-01", machine(policy.Policy{Mode: mode.Local, Reason: "rules", URL: url}),
			`{"mode":"local","allowed":null,"source":"machine","file":"/etc/p","reason":"rules","url":"https://example.com/x","conforms":false}`,
			"policy-drift: the mode is on, but this machine's policy wants local (rules; see https://example.com/x); switch to local: go telemetry local, or this editor's command for it",
		},
		{
			"a machine's list", "on 2026-11-01", machine(policy.Policy{Allowed: []mode.Mode{mode.Off, mode.Local}}),
			`{"mode":null,"allowed":["off","local"],"source":"machine","file":"/etc/p","reason":null,"url":null,"conforms":false}`,
			"policy-drift: the mode is on, but this machine's policy allows only local or off; switch to off: go telemetry off, or this editor's command for it",
		},
		{
			"conforming", "", machine(policy.Policy{Allowed: []mode.Mode{mode.Local}}),
			`{"mode":null,"allowed":["local"],"source":"machine","file":"/etc/p","reason":null,"url":null,"conforms":true}`, "",
		},
		{
			"a workspace", "off", workspace(policy.Policy{Mode: mode.Local, Reason: "secret", URL: url}),
			`{"mode":"local","allowed":null,"source":"workspace","file":"/w/.telemetry-ls.json","reason":"secret","url":"https://example.com/x","conforms":false}`,
			"policy-drift: the mode is off, but this workspace's policy wants local; switch to local: go telemetry local, or this editor's command for it",
		},
		{
			"an invalid machine policy", "off",
			policy.Inputs{
				Machine:    policy.File{Path: "/etc/p", Err: errors.New("larger than 65536 bytes")},
				Workspaces: workspace(policy.Policy{Mode: mode.Local}).Workspaces,
			},
			`{"mode":null,"allowed":null,"source":"machine","file":"/etc/p","reason":null,"url":null,"conforms":false}`,
			"policy-invalid: this machine's policy /etc/p can't be used: larger than 65536 bytes; ask whoever manages this machine to correct it",
		},
		{
			"invalid workspace policies", "",
			policy.Inputs{
				Workspaces: []policy.File{{Path: "/secret/a", Err: errors.New("not a regular file")}, {Path: "/secret/b", Err: errors.New("x")}},
				Env:        "local",
			},
			`{"mode":"local","allowed":null,"source":"environment","file":null,"reason":null,"url":null,"conforms":true}`,
			"policy-invalid: this workspace's policy .telemetry-ls.json can't be used: not a regular file; make .telemetry-ls.json a readable file in the workspace, of at most 64 KiB, or remove it",
		},
		{
			"a default", "",
			policy.Inputs{Default: mode.Off, ConfigFile: "/c", Env: "on"},
			`{"mode":"off","allowed":null,"source":"user","file":"/c","reason":null,"url":null,"conforms":false}`,
			"policy-drift: the mode is local, but your default for new environments is off; switch to off: go telemetry off, or this editor's command for it",
		},
		{"a default, and a chosen mode", "local 2026-11-01", policy.Inputs{Default: mode.Off, ConfigFile: "/c", Env: "on"}, "null", ""},
		{
			"the environment", "",
			policy.Inputs{Env: "off"},
			`{"mode":"off","allowed":null,"source":"environment","file":null,"reason":null,"url":null,"conforms":false}`,
			"ineffective-env: the environment sets GOTELEMETRY=off, which Go ignores: the mode is local; remove the variable and run: go telemetry off (or local, or on)",
		},
		{
			"the environment, and a chosen mode", "local 2026-11-01",
			policy.Inputs{Env: "off"},
			"null",
			"ineffective-env: the environment sets GOTELEMETRY=off, which Go ignores: the mode is local; remove the variable and run: go telemetry off (or local, or on)",
		},
		{
			"the mode in force in the environment", "off",
			policy.Inputs{Env: "off"},
			"null",
			"ineffective-env: the environment sets GOTELEMETRY=off, which Go ignores; remove the variable and run: go telemetry off (or local, or on)",
		},
	} {
		f := facts(test.file)
		f.Policy = test.in
		if strings.Contains(test.problems, "ineffective") {
			f.Env = func(key string) string { return map[string]string{"GOTELEMETRY": test.in.Env}[key] }
		}
		s := Of(f)
		intent, err := json.Marshal(s.Intent)
		if err != nil || string(intent) != test.intent {
			t.Errorf("%s: intent\n%s, want\n%s (%v)", test.name, intent, test.intent, err)
		}
		var problems []string
		for _, p := range s.Problems {
			problems = append(problems, p.Code+": "+p.Message+"; "+p.Hint)
		}
		if got := strings.Join(problems, "\n"); got != test.problems {
			t.Errorf("%s: problems\n%s\nwant\n%s", test.name, got, test.problems)
		}
		if strings.Contains(s.Tooltip, "secret") {
			t.Errorf("%s: the tooltip has a repository's words:\n%s", test.name, s.Tooltip)
		}
		if conforms := s.Intent == nil || s.Intent.Conforms; conforms != (test.problems == "") && !strings.Contains(test.problems, "workspace's policy .tele") && test.intent != "null" {
			t.Errorf("%s: conforms %v with problems %q", test.name, conforms, test.problems)
		}
	}
}

// TestReasons checks that a machine's reason is shown as plain text, and a workspace's only
// in the intent.
func TestReasons(t *testing.T) {
	p := &policy.Policy{Mode: mode.Off, Reason: hostile, URL: "https://x/)[y](command:z)"}
	f := facts("on 2026-11-01")
	f.Policy.Machine = policy.File{Path: "/etc/p", Policy: p}
	s := Of(f)
	if !strings.Contains(s.Tooltip, `**Policy:** the mode is on, but this machine's policy wants off \(\[x\]\(command:secret\)`) || strings.ContainsAny(s.Tooltip, "\x1b") || strings.Contains(s.Tooltip, "<img>") {
		t.Errorf("tooltip:\n%s", s.Tooltip)
	}
	f.Policy = policy.Inputs{Workspaces: []policy.File{{Path: "/w/x", Policy: p}}}
	s = Of(f)
	said, err := json.Marshal(struct {
		Problems []Problem
		Tooltip  string
	}{s.Problems, s.Tooltip})
	if err != nil || strings.Contains(string(said), "command:") {
		t.Errorf("%s, %v", said, err)
	}
	if got := *s.Intent.Reason; strings.ContainsAny(got, "\x1b\n") {
		t.Errorf("reason %q", got)
	}
}

// TestUnknownMode checks that a mode that can't be read doesn't drift.
func TestUnknownMode(t *testing.T) {
	f := facts("")
	f.State = mode.State{Mode: mode.Local, Unknown: true, Problem: &mode.UnreadableError{Path: "/x/mode", Cause: errors.New("x"), Temporary: true}}
	f.Policy = policy.Inputs{Machine: policy.File{Path: "/etc/p", Policy: &policy.Policy{Mode: mode.Off}}, Env: "off"}
	for _, p := range Of(f).Problems {
		if p.Code == CodePolicyDrift {
			t.Errorf("%+v", p)
		}
	}
	f.Policy.Machine = policy.File{}
	if i := Of(f).Intent; i != nil {
		t.Errorf("an unknown mode counts as not chosen: %+v", i)
	}
}
