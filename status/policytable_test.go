package status

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

// written is what people expect of a policy, by hand: which modes conform, which ones its
// machine may switch to, and what apply sets in each state.
type written struct {
	policy             string // mode X, or the list of allowed modes
	conform, permitted string
	// apply lists what it sets if nothing was chosen, and if on, local or off was. "-" is
	// nothing.
	unchosen, on, local, off string
}

var expected = []written{
	{"mode on", "on", "on off", "-", "-", "-", "-"}, // it never collects or uploads more, and on is fine already
	{"mode local", "local", "local", "local", "local", "-", "-"},
	{"mode off", "off", "off", "off", "off", "off", "-"},
	{"on", "on", "on off", "-", "-", "-", "-"},
	{"local", "local", "local", "local", "local", "-", "-"},
	{"off", "off", "off", "off", "off", "off", "-"},
	{"on local", "on local", "on local off", "local", "-", "-", "-"},
	{"local on", "on local", "on local off", "local", "-", "-", "-"},
	{"off on", "on off", "on off", "off", "-", "off", "-"},
	{"local off", "local off", "local off", "off", "off", "-", "-"},
	{"on local off", "on local off", "on local off", "off", "-", "-", "-"},
}

func (w written) read() policy.Policy {
	if m, ok := strings.CutPrefix(w.policy, "mode "); ok {
		return policy.Policy{Mode: mode.Mode(m)}
	}
	return policy.Policy{Allowed: modesIn(w.policy)}
}

func modesIn(words string) (modes []mode.Mode) {
	for _, word := range strings.Fields(words) {
		modes = append(modes, mode.Mode(word))
	}
	return modes
}

// applied is what apply sets in a state, by hand.
func (w written) applied(file string) mode.Mode {
	result := map[string]string{"": w.unchosen, "on 2026-11-01": w.on, "local": w.local, "OFF": w.local, "off 2026-11-01": w.off}[file]
	return mode.Mode(strings.TrimPrefix(result, "-"))
}

// TestTableOfPolicies goes through all combinations of the mode, the four sources, lists of
// modes and apply.
func TestTableOfPolicies(t *testing.T) {
	inForce := map[string]string{"": "local", "on 2026-11-01": "on", "local": "local", "OFF": "local", "off 2026-11-01": "off"}
	rows := 0
	for file, now := range inForce {
		for _, machine := range slices.Concat([]written{{policy: "none"}, {policy: "invalid"}}, expected) {
			for _, workspace := range slices.Concat([]written{{policy: "none"}, {policy: "invalid"}}, expected) {
				for _, byDefault := range []string{"", "on", "local", "off"} {
					for _, env := range []string{"", "on", "local", "off", "OFF", "[x](command:y)"} {
						for _, apply := range []bool{false, true} {
							rows++
							row{file, now, machine, workspace, byDefault, env, apply}.check(t)
						}
					}
				}
			}
		}
	}
	if rows != 5*13*13*4*6*2 {
		t.Errorf("%d rows", rows)
	}
}

type row struct {
	file, now          string
	machine, workspace written
	byDefault, env     string
	apply              bool
}

func (r row) facts() Facts {
	f := facts(r.file)
	f.Env = func(key string) string { return map[string]string{"GOTELEMETRY": r.env}[key] }
	f.Policy = policy.Inputs{Default: mode.Mode(r.byDefault), ConfigFile: "/c", Env: r.env}
	f.Policy.Machine = r.machine.file("/m", r.apply)
	f.Policy.Workspaces = []policy.File{{Path: "/other"}, r.workspace.file("/w", false)}
	return f
}

func (w written) file(path string, apply bool) policy.File {
	switch w.policy {
	case "none":
		return policy.File{Path: path}
	case "invalid":
		return policy.File{Path: path, Err: errors.New("broken")}
	}
	p := w.read()
	p.Apply = apply
	return policy.File{Path: path, Policy: &p}
}

// wants returns by hand who wants something, and which modes conform to it.
func (r row) wants() (source, conform string) {
	switch {
	case r.machine.policy == "invalid":
		return "machine", ""
	case r.machine.policy != "none":
		return "machine", r.machine.conform
	case r.workspace.policy != "none" && r.workspace.policy != "invalid":
		return "workspace", r.workspace.conform
	case r.file != "":
		return "", "on local off"
	case r.byDefault != "":
		return "user", r.byDefault
	case r.env == "on" || r.env == "local" || r.env == "off":
		return "environment", r.env
	}
	return "", "on local off"
}

func (r row) check(t *testing.T) {
	t.Helper()
	f := r.facts()
	s := Of(f)
	source, conform := r.wants()
	conforms := slices.Contains(strings.Fields(conform), r.now)
	got := ""
	if s.Intent != nil {
		got = fmt.Sprint(s.Intent.Source, " ", s.Intent.Conforms)
	}
	want := ""
	if source != "" {
		want = fmt.Sprint(source, " ", conforms)
	}
	if got != want {
		t.Fatalf("%+v: intent %q, want %q", r, got, want)
	}
	permitted, applied := "on local off", mode.Mode("")
	if r.machine.permitted != "" {
		permitted = r.machine.permitted
		if r.apply {
			applied = r.machine.applied(r.file)
		}
	}
	i := s.Policy()
	if !slices.Equal(i.Choices(), modesIn(permitted)) || i.Apply(f.State) != applied {
		t.Fatalf("%+v: choices %v, apply %q; want %s, %q", r, i.Choices(), i.Apply(f.State), permitted, applied)
	}
	for _, m := range mode.All() {
		if (i.Refuse(m) == nil) != slices.Contains(modesIn(permitted), m) {
			t.Fatalf("%+v: switching to %s: %v", r, m, i.Refuse(m))
		}
	}
	drifts := !conforms && source != "environment" && r.machine.policy != "invalid"
	invalid := r.machine.policy == "invalid" || r.workspace.policy == "invalid"
	if has(s, CodePolicyDrift) != drifts || has(s, CodePolicyInvalid) != invalid || has(s, CodeIneffectiveEnv) != (r.env != "") {
		t.Fatalf("%+v: problems %+v; want drift %v, invalid %v", r, s.Problems, drifts, invalid)
	}
}

func has(s Status, code string) bool {
	return slices.ContainsFunc(s.Problems, func(p Problem) bool { return p.Code == code })
}
