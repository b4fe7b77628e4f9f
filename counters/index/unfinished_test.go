package index

import (
	"os"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestUnfinished checks that only a short file that was just written can be unfinished.
func TestUnfinished(t *testing.T) {
	short, bad := problem.Malformed(5, "cut"), problem.Malformed(5, "bad")
	for _, test := range []struct {
		err  error
		size int64
		age  time.Duration
		want bool
	}{
		{short, 100, time.Second, true},
		{short, 0, -time.Second, true},
		{short, 100, time.Minute, false},
		{bad, counttest.PageBytes, time.Second, false},
		{os.ErrPermission, 100, time.Second, false},
		{nil, 100, time.Second, false},
	} {
		r := readResult{err: test.err, stamp: rawfile.Stamp{Size: test.size, Modified: counttest.Noon.Add(-test.age).UnixNano()}}
		if got := r.unfinished(counttest.Noon); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}
