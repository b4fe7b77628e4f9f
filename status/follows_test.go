package status

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

func TestFollows(t *testing.T) {
	for m, want := range map[mode.Mode]string{mode.Off: "until their week ends", mode.Local: "restarted", mode.On: "restarted"} {
		if got := Follows(m); !strings.Contains(got, want) || !strings.Contains(got, "restarted") {
			t.Errorf("%s: %q", m, got)
		}
	}
	if got := Meaning(mode.Off); !strings.Contains(got, "keep counting until they are restarted") {
		t.Errorf("off means %q", got)
	}
}
