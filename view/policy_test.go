package view

import (
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// policyPage writes the page for that mode file.
func policyPage(file string, in policy.Inputs) string {
	f := status.Facts{Dir: mode.Dir(dir), Supported: true, Delivering: true, Now: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), Policy: in}
	f.Env = func(string) string { return "" }
	f.State = mode.State{Mode: mode.Local}
	if file != "" {
		f.State = mode.Interpret([]byte(file))
	}
	return Policy(status.Of(f), in)
}

func machinePolicy() policy.Inputs {
	in := workspacePolicy()
	in.Machine = policy.File{Path: "/etc/telemetry-ls/policy.json", Policy: &policy.Policy{
		Allowed: []mode.Mode{mode.Off, mode.Local}, Apply: true, Reason: "Source code is secret here", URL: "https://example.com/telemetry",
	}}
	return in
}

func workspacePolicy() policy.Inputs {
	return policy.Inputs{
		Machine: policy.File{Path: "/etc/telemetry-ls/policy.json"},
		Workspaces: []policy.File{
			{Path: "/home/me/a/.telemetry-ls.json"},
			{Path: "/home/me/b/.telemetry-ls.json", Policy: &policy.Policy{Mode: mode.Local, Reason: "We look at our own counts", URL: "https://example.com/b"}},
		},
		Default: mode.On, ConfigFile: "/home/me/.config/telemetry-ls/config.json",
	}
}

func invalidPolicies() policy.Inputs {
	in := policy.Inputs{Machine: policy.File{Path: "/etc/telemetry-ls/policy.json"}}
	_, in.Machine.Issues = policy.ParseMachine([]byte(`{"policy": {"mode": "of", "x": 1}}`))
	_, issues := policy.ParseWorkspace([]byte("{\n"))
	in.Workspaces = []policy.File{{Path: "/home/me/a/.telemetry-ls.json", Issues: issues}}
	return in
}

// TestPolicyEscapes checks that no text of a repository is markup on the page.
func TestPolicyEscapes(t *testing.T) {
	in := workspacePolicy()
	in.Workspaces[1].Policy.Reason = "[click](command:x)\n# Heading <img src=x> \x1b[31m"
	in.Workspaces[1].Policy.URL = "https://x/)[y](command:z)"
	in.Workspaces[1].Path = "/home/me/[x](command:z)/.telemetry-ls.json"
	text := policyPage("off", in)
	for _, line := range strings.Split(text, "\n") {
		if outside := strings.Join(everySecond(strings.Split(line, "`")), ""); strings.ContainsAny(outside, "[]<>\x1b") {
			t.Errorf("line %q", line)
		}
	}
}

// TestPolicyURL checks that only the URL of the machine's policy is a link, and only without
// characters that could be markup.
func TestPolicyURL(t *testing.T) {
	for _, test := range []struct {
		from      policy.Source
		url, want string
	}{
		{policy.Machine, "https://example.com/a-b?c=d&e#f", "https://example.com/a-b?c=d&e#f"},
		{policy.Machine, "https://example.com/a_b_c", "`https://example.com/a_b_c`"},
		{policy.Machine, "https://example.com/*a*", "`https://example.com/*a*`"},
		{policy.Machine, "https://example.com/)[x](command:y)", "`https://example.com/)[x]\\x28command:y)`"},
		{policy.Workspace, "https://example.com/a", "`https://example.com/a`"},
	} {
		if got := policyURL(test.from, test.url); got != test.want {
			t.Errorf("%s: got %s, want %s", test.url, got, test.want)
		}
	}
}

// everySecond returns the parts of a line outside code spans.
func everySecond(parts []string) (outside []string) {
	for i := 0; i < len(parts); i += 2 {
		outside = append(outside, parts[i])
	}
	return outside
}
