package homes

import (
	"errors"
	"io/fs"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// TestUnknown has mode files that this process can't read.
func TestUnknown(t *testing.T) {
	denied := &mode.UnreadableError{Path: "/m", Cause: fs.ErrPermission}
	for _, test := range []struct {
		name    string
		foreign bool
		state   mode.State
		want    bool
	}{
		{"one's own", false, mode.State{Problem: denied}, false},
		{"another user's", true, mode.State{Problem: denied}, true},
		{"another user's, malformed", true, mode.State{Problem: errors.New("unknown mode")}, false},
		{"for a moment", false, mode.State{Unknown: true}, true},
	} {
		if got := (candidate{foreign: test.foreign}).unknown(test.state); got != test.want {
			t.Errorf("%s: unknown: %v, want %v", test.name, got, test.want)
		}
	}
}
