package weeks

import (
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func TestWeekends(t *testing.T) {
	for _, test := range []struct {
		content string
		day     time.Weekday
		ok      bool
	}{
		{"0\n", time.Sunday, true},
		{"6", time.Saturday, true},
		{" 3 \n", time.Wednesday, true},
		{"7\n", 0, false},
		{"", 0, false},
		{"33", 0, false},
		{"x", 0, false},
		{strings.Repeat("3", 1000), 0, false},
	} {
		dir := t.TempDir()
		counttest.Put(t, dir, "local/weekends", []byte(test.content))
		if day, ok := EndsOn(dir); day != test.day || ok != test.ok {
			t.Errorf("EndsOn with %.10q: %v, %v; want %v, %v", test.content, day, ok, test.day, test.ok)
		}
	}
	if _, ok := EndsOn(t.TempDir()); ok {
		t.Error("EndsOn succeeds without a file")
	}
}
