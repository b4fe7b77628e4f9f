package test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/fleet"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// TestNamesOfMetrics checks that the page, the alerts and the dashboard name only metrics
// that exist, and that the page describes each of them. A question about another name has
// an answer too: none, or 0.
func TestNamesOfMetrics(t *testing.T) {
	text := fleet.Metrics(fleet.Account{
		Status: status.Status{Mode: "on", Intent: &status.Intent{Source: policy.Machine}, Problems: []status.Problem{{Code: status.CodePolicyDrift}}},
		Files:  &housekeeping.Listing{Files: []housekeeping.File{{Kind: housekeeping.SentReport, Modified: "2026-11-15T00:00:00Z"}}},
	}, nil)
	exist := map[string]bool{}
	for _, m := range regexp.MustCompile(`# TYPE (\w+) `).FindAllStringSubmatch(text, -1) {
		exist[m[1]] = true
	}
	if len(exist) != 8 {
		t.Errorf("metrics %v", exist)
	}
	for _, path := range []string{"../docs/fleet.md", "../docs/fleet/rules.yml", "../docs/fleet/dashboard.json"} {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		names := regexp.MustCompile(`go_telemetry_\w+`).FindAllString(string(raw), -1)
		if len(names) == 0 {
			t.Errorf("%s names no metrics", path)
		}
		for _, name := range names {
			if !exist[name] {
				t.Errorf("%s names %s, which doesn't exist", path, name)
			}
		}
		for name := range exist {
			if path == "../docs/fleet.md" && !strings.Contains(string(raw), "| `"+name) {
				t.Errorf("%s doesn't describe %s", path, name)
			}
		}
	}
}
