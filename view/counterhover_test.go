package view

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// TestHoverNamesItsList checks that the verdict on a counter names the upload config and
// its date.
func TestHoverNamesItsList(t *testing.T) {
	for name, test := range map[string]struct {
		facts CounterFacts
		want  string
		not   string
	}{
		"none":     {CounterFacts{}, "isn't on this machine, so telemetry-ls can't tell", "according to"},
		"approved": {CounterFacts{Config: "v0.50.0 (2025-06-12)", ApprovedBy: []string{"cmd/go"}}, "Approved for upload in `cmd/go`, according to upload config v0.50.0 (2025-06-12). Uploaded only in mode on.", "out of date"},
		"refused":  {CounterFacts{Config: "v0.50.0"}, "Not approved for upload according to upload config v0.50.0: it stays on this machine.", "out of date"},
		"stale":    {CounterFacts{Config: "v0.50.0 (2025-06-12)", Stale: true}, "(2025-06-12): it stays on this machine. The upload config may be out of date", ""},
	} {
		t.Run(name, func(t *testing.T) {
			test.facts.Name, test.facts.Mode = "go/x", mode.Local
			got := HoverCounter(test.facts)
			if !strings.Contains(got, test.want) || test.not != "" && strings.Contains(got, test.not) {
				t.Errorf("%s\nwant %q in it, not %q", got, test.want, test.not)
			}
		})
	}
}
