package policy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

func TestParse(t *testing.T) {
	deep := strings.Repeat("[", 5000) + strings.Repeat("]", 5000)
	for _, test := range []struct {
		text      string
		workspace bool
		want      *Policy
		issues    string // "text: message", one per line
	}{
		{`{"policy": {"mode": "local"}}`, false, &Policy{Mode: mode.Local}, ""},
		{
			`{"policy": {"allowed": ["local", "off"], "reason": "r", "url": "https://example.com/x", "apply": true}, "$schema": "x"}`, false,
			&Policy{Allowed: []mode.Mode{mode.Local, mode.Off}, Reason: "r", URL: "https://example.com/x", Apply: true}, "",
		},
		{"\ufeff" + `{"policy": {"mode": "off"}}`, true, &Policy{Mode: mode.Off}, ""},
		{`{}`, true, nil, ""},
		{`{"lint": {"exclude": ["a/**"]}}`, true, nil, ""},
		{`{"lint": {"exclude": "a"}}`, true, nil, `"a": key "lint.exclude" must be a list of patterns`},
		{`{"lint": {"exclude": [1], "x": 2}}`, true, nil, `1: key "lint.exclude" must be a list of patterns` + "\n" + `"x": unknown key; known are "exclude"`},
		{`{}`, false, nil, `{}: key "policy" is missing`},
		{`{"lint": {}}`, false, nil, `"lint": unknown key; known are "policy", "$schema"`},
		{`{"policy": {"mode": "local", "apply": true}}`, true, nil, `"apply": key "policy.apply" is only for the machine's policy file`},
		{
			`{"policy": {"mode": "ON", "color": 1}, "x": [{"x": 1, "x": 2}]}`, true, nil,
			`"ON": key "policy.mode" must be "on", "local" or "off"` + "\n" +
				`"color": unknown key; known are "mode", "allowed", "reason", "url"` + "\n" +
				`"x": unknown key; known are "policy", "lint", "$schema"`,
		},
		{`{"policy": {"mode": 1}}`, false, nil, `1: key "policy.mode" must be a string`},
		{`{"policy": {"mode": "off", "allowed": ["off"]}}`, false, nil, `{"mode": "off", "allowed": ["off"]}: keys "policy.mode" and "policy.allowed" exclude each other`},
		{`{"policy": {"reason": "x"}}`, false, nil, `{"reason": "x"}: key "policy" needs the key "mode" or "allowed"`},
		{`{"policy": {"allowed": []}}`, false, nil, `[]: key "policy.allowed" must not be empty`},
		{`{"policy": {"allowed": ["off", "off"]}}`, false, &Policy{Allowed: []mode.Mode{mode.Off}}, ""},
		{
			`{"policy": {"allowed": ["off", "x", 3]}}`, false, nil,
			`"x": key "policy.allowed" must be "on", "local" or "off"` + "\n" + `3: key "policy.allowed" must be a list of modes: "on", "local" or "off"`,
		},
		{`{"policy": {"mode": "off", "apply": "yes"}}`, false, nil, `"yes": key "policy.apply" must be true or false`},
		{`{"policy": {"mode": "off", "apply": null}}`, false, nil, `null: key "policy.apply" must be true or false`},
		{`{"policy": {"mode": "off", "reason": "a\nb"}}`, false, &Policy{Mode: mode.Off, Reason: "a\nb"}, ""},
		{`{"policy": {"mode": "off", "url": "javascript:alert(1)"}}`, true, nil, `"javascript:alert(1)": key "policy.url" must be a URL that begins with https:// or http://`},
		{`{"policy": {"mode": "off", "url": "https://x/)[y](command:z)"}}`, true, &Policy{Mode: mode.Off, URL: "https://x/)[y](command:z)"}, ""},
		{`{"policy": null}`, true, nil, `null: key "policy" must be an object`},
		{`[]`, true, nil, `[]: the file must hold a JSON object`},
		{`{"policy": {"mode": "off"}`, true, nil, `}: not valid JSON: the file ends too early`},
		{`{"policy": {"allowed": ["off"`, true, nil, `": not valid JSON: the file ends too early`},
		{`{"policy": }`, true, nil, `}: not valid JSON: missing value after object name`},
		{`{"policy": {"mode": "\uWORD"}}`, true, nil, `\uWORD"}}: not valid JSON: invalid escape sequence in string`},
		{`{"policy": {"mode": "\ud800\uWORD"}}`, true, nil, `\ud800\uWORD"}}: not valid JSON: invalid surrogate pair in string`},
		{`{"policy": {"mode": "off" W}}`, true, nil, `W}}: not valid JSON: invalid character after object value (expecting ',' or '}')`},
		{"{\"policy\": {\"mode\": \"\xff\"}}", true, nil, "\xff\"}}: not valid JSON: invalid UTF-8"},
		{"{\xff}", true, nil, "\xff}: not valid JSON: invalid character at start of value"},
		{``, true, nil, `: not valid JSON: the file ends too early`},
		{"\ufeff", true, nil, `: not valid JSON: the file ends too early`},
		{`{"policy": {"mode": "off"}} x`, true, nil, `x: unexpected text after the JSON object`},
		{`{"policy": {"mode": "off"}} {}`, true, nil, `{}: unexpected text after the JSON object`},
		{`{"policy": {"mode": "off", "mode": "on"}}`, true, nil, `"mode": this key is there twice`},
		{"{\"policy\": {\r\n\"mode\": {\r\n}}}", true, nil, `{: key "policy.mode" must be a string`},
		{`{"policy": ` + deep + `}`, true, nil, deep + `: key "policy" must be an object`},
	} {
		parse := ParseMachine
		if test.workspace {
			parse = ParseWorkspace
		}
		p, issues := parse([]byte(test.text))
		var got []string
		for _, i := range issues {
			got = append(got, test.text[i.Start:i.End]+": "+i.Message)
		}
		if diff := cmp.Diff(test.want, p); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
		if diff := cmp.Diff(test.issues, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s: issues (-want +got):\n%s", test.text, diff)
		}
	}
}

// TestPlace checks that lines and columns count as an editor shows them.
func TestPlace(t *testing.T) {
	_, issues := ParseWorkspace([]byte("\ufeff{\r\n  \"é\": 1, \"x\": 1\r\n}"))
	var got []string
	for _, i := range issues {
		got = append(got, i.String())
	}
	const known = `: unknown key; known are "policy", "lint", "$schema"`
	if diff := cmp.Diff([]string{"line 2, column 3" + known, "line 2, column 11" + known}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzParse checks that no content breaks the parsers: an issue is on one line of the file,
// and a policy without issues wants something.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"policy": {"mode": "off", "reason": "x", "url": "https://x"}, "lint": {"exclude": ["a"]}}`, `{"policy": {"allowed": ["on", 1]}} x`, "\ufeff{", strings.Repeat("[", 20000)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, parse := range []func([]byte) (*Policy, []Issue){ParseMachine, ParseWorkspace} {
			p, issues := parse(data)
			if p != nil && (len(issues) > 0 || p.Target() == "") {
				t.Errorf("policy %+v with issues %v", p, issues)
			}
			for _, i := range issues {
				if i.Start < 0 || i.Start > i.End || i.End > len(data) || strings.ContainsAny(string(data[i.Start:i.End]), "\r\n") || i.Line < 1 || i.Column < 1 {
					t.Errorf("place of %+v", i)
				}
			}
		}
	})
}
