package view

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// A directory that cannot be read, as without a file descriptor left, is no proof
// that nothing was accepted.
func TestUploadsThatCannotBeRead(t *testing.T) {
	p := previewOf(runningWeek())
	p.Problems = []problem.Problem{{File: "upload", Code: problem.Unreadable, Message: "cannot be read: too many open files"}}
	text := strings.Join(strings.Fields(Uploads(p)), " ")
	if want := "The last accepted upload is unknown"; !strings.Contains(text, want) || strings.Contains(text, "No accepted upload") {
		t.Errorf("got %q, want %q", text, want)
	}
}
