package policy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		text      string
		workspace bool
		want      *Policy
		issues    string // "text: message", one per line
	}{
		{`{"policy": {"mode": "local"}}`, false, &Policy{Mode: mode.Local}, ""},
		{`{"policy": {"allowed": ["local", "off"], "reason": "r", "url": "https://example.com/x", "apply": true}, "$schema": "x"}`, false,
			&Policy{Allowed: []mode.Mode{mode.Local, mode.Off}, Reason: "r", URL: "https://example.com/x", Apply: true}, ""},
		{"\ufeff" + `{"policy": {"mode": "off"}}`, true, &Policy{Mode: mode.Off}, ""},
		{`{}`, true, nil, ""},
		{`{"lint": {"exclude": ["a/**"]}}`, true, nil, ""},
		{`{"lint": {"exclude": "a"}}`, true, nil, `"a": key "lint.exclude" must be a list of patterns`},
		{`{"lint": {"exclude": [1], "x": 2}}`, true, nil, "1: key \"lint.exclude\" must be a list of patterns\n\"x\": unknown key \"lint.x\""},
		{`{}`, false, nil, `{}: key "policy" is missing`},
		{`{"lint": {}}`, false, nil, `"lint": unknown key "lint"`},
		{`{"policy": {"mode": "local", "apply": true}}`, true, nil, `"apply": unknown key "policy.apply"`},
		{`{"policy": {"mode": "ON", "color": 1}}`, false, nil, "\"ON\": key \"policy.mode\" must be \"on\", \"local\" or \"off\"\n\"color\": unknown key \"policy.color\""},
		{`{"policy": {"mode": 1}}`, false, nil, `1: key "policy.mode" must be a string`},
		{`{"policy": {"mode": "off", "allowed": ["off"]}}`, false, nil, `{"mode": "off", "allowed": ["off"]}: keys "policy.mode" and "policy.allowed" exclude each other`},
		{`{"policy": {"reason": "x"}}`, false, nil, `{"reason": "x"}: key "policy" needs the key "mode" or "allowed"`},
		{`{"policy": {"allowed": []}}`, false, nil, `[]: key "policy.allowed" must not be empty`},
		{`{"policy": {"allowed": ["off", "off", "x", 3]}}`, false, nil, "\"off\": key \"policy.allowed\" has \"off\" twice\n\"x\": key \"policy.allowed\" must be \"on\", \"local\" or \"off\"\n3: key \"policy.allowed\" must be a list of modes: \"on\", \"local\" or \"off\""},
		{`{"policy": {"mode": "off", "apply": "yes"}}`, false, nil, `"yes": key "policy.apply" must be true or false`},
		{`{"policy": {"mode": "off", "reason": "a\nb"}}`, false, nil, `"a\nb": key "policy.reason" must be one line of plain text`},
		{`{"policy": {"mode": "off", "reason": "` + strings.Repeat("é", 81) + `"}}`, true, nil, `"` + strings.Repeat("é", 81) + `": key "policy.reason" has 81 characters; at most 80 are allowed`},
		{`{"policy": {"mode": "off", "url": "javascript:alert(1)"}}`, true, nil, `"javascript:alert(1)": key "policy.url" must be a URL that begins with https:// or http://`},
		{`{"policy": null}`, true, nil, `null: key "policy" must be an object`},
		{`[]`, true, nil, `[]: must be a JSON object`},
		{`{"policy": {"mode": "off"}`, true, nil, `}: not valid JSON: the file ends too early`},
		{``, true, nil, `: not valid JSON: the file ends too early`},
		{`{"policy": {"mode": "off"}} x`, true, nil, `x: not valid JSON: invalid character 'x' at start of value`},
		{`{"policy": {"mode": "off", "mode": "on"}}`, true, nil, `"mode": "on"}}: not valid JSON: duplicate object member name`},
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
