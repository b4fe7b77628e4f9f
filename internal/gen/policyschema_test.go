package main

import (
	"os"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/schematest"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

// TestPolicySchemasAgree checks that the schemas accept the same files as the program. A key
// that is there twice is the exception: no schema can see it.
func TestPolicySchemasAgree(t *testing.T) {
	for _, test := range []struct {
		text               string
		machine, workspace bool
	}{
		{`{}`, false, true},
		{`[]`, false, false},
		{`null`, false, false},
		{`"policy"`, false, false},
		{`{"$schema": "https://example.com"}`, false, true},
		{`{"$schema": 1, "policy": {"mode": "on"}}`, false, false},
		{`{"policy": {"mode": "on"}}`, true, true},
		{`{"policy": {"mode": "local"}, "$schema": "./policy.json"}`, true, true},
		{`{"policy": {"mode": "off", "reason": "", "url": "https://example.com/x?y#z"}}`, true, true},
		{`{"policy": {"allowed": ["on", "local", "off"]}}`, true, true},
		{`{"policy": {"allowed": ["off", "off"]}}`, true, true},
		{`{"policy": {"mode": "off", "apply": true}}`, true, false},
		{`{"policy": {"mode": "off", "apply": false}}`, true, false},
		{`{"policy": {"mode": "off", "apply": "true"}}`, false, false},
		{`{"policy": {"mode": "off"}, "lint": {"exclude": ["a", "b/**"]}}`, false, true},
		{`{"lint": {}}`, false, true},
		{`{"lint": {"exclude": "a"}}`, false, false},
		{`{"lint": {"exclude": [1]}}`, false, false},
		{`{"lint": {"include": []}}`, false, false},
		{`{"lint": []}`, false, false},
		{`{"policy": {}}`, false, false},
		{`{"policy": null}`, false, false},
		{`{"policy": {"reason": "x"}}`, false, false},
		{`{"policy": {"mode": "ON"}}`, false, false},
		{`{"policy": {"mode": null}}`, false, false},
		{`{"policy": {"mode": ["on"]}}`, false, false},
		{`{"policy": {"allowed": []}}`, false, false},
		{`{"policy": {"allowed": "off"}}`, false, false},
		{`{"policy": {"allowed": ["off", "on "]}}`, false, false},
		{`{"policy": {"allowed": [null]}}`, false, false},
		{`{"policy": {"mode": "off", "allowed": ["off"]}}`, false, false},
		{`{"policy": {"mode": "off", "reason": 1}}`, false, false},
		{`{"policy": {"mode": "off", "url": 1}}`, false, false},
		{`{"policy": {"mode": "off", "url": ""}}`, false, false},
		{`{"policy": {"mode": "off", "url": "http://x"}}`, true, true},
		{`{"policy": {"mode": "off", "url": "HTTPS://x"}}`, true, true},
		{`{"policy": {"mode": "off", "url": "https://"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https:///x"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://?x"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://#x"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "ftp://x"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "javascript:alert(1)"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://x y"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://é"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://ann@example.com:8080?x"}}`, true, true},
		{`{"policy": {"mode": "off", "url": "http://[::1]:80/"}}`, true, true},
		{`{"policy": {"mode": "off", "url": "https://x/%zz"}}`, true, true},
		{`{"policy": {"mode": "off", "url": "http://[::1"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://a:bc"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://u@"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://:80"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://a\\b"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://a<b"}}`, false, false},
		{`{"policy": {"mode": "off", "url": "https://x\n"}}`, false, false},
		{`{"policy": {"mode": "off", "extra": 1}}`, false, false},
		{`{"Policy": {"mode": "off"}}`, false, false},
		{`{"policy": {"Mode": "off"}}`, false, false},
		{`{"mode": "off"}`, false, false},
	} {
		_, issues := policy.ParseMachine([]byte(test.text))
		agree(t, "policy.json", test.text, test.machine, len(issues) == 0)
		_, issues = policy.ParseWorkspace([]byte(test.text))
		agree(t, "workspace.json", test.text, test.workspace, len(issues) == 0)
	}
}

func agree(t *testing.T, schema, text string, want, parsed bool) {
	t.Helper()
	if valid := schematest.Valid(t, "../../docs/schemas/"+schema, text); valid != want || parsed != want {
		t.Errorf("%s: %s: valid by the schema: %t, by the program: %t; want %t", schema, text, valid, parsed, want)
	}
}

// TestPolicySchemasInVSCode checks that the extension contributes the schemas for the files.
func TestPolicySchemasInVSCode(t *testing.T) {
	raw, err := os.ReadFile("../../editors/vscode/package.json")
	if err != nil {
		t.Fatal(err)
	}
	_, validation, found := strings.Cut(string(raw), `"jsonValidation": [`)
	validation, _, _ = strings.Cut(validation, "    ],\n    \"")
	for _, want := range []string{`"` + policy.WorkspaceName + `"`, `"/etc/telemetry-ls/policy.json"`, `"./schemas/policy.json"`, `"./schemas/workspace.json"`} {
		if !found || !strings.Contains(validation, want) {
			t.Errorf("contributes.jsonValidation lacks %s", want)
		}
	}
}
