package policy

import (
	"errors"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

func TestKnown(t *testing.T) {
	off, gone := File{Path: "/p", Policy: &Policy{Mode: mode.Off}}, File{Path: "/p"}
	busy := File{Path: "/p", Err: syscall.EMFILE}
	denied := File{Path: "/p", Err: syscall.EACCES}
	var k Known
	for i, step := range []struct{ read, want File }{
		{busy, busy}, {off, off}, {busy, off}, {denied, denied}, {busy, denied}, {gone, gone}, {busy, gone}, {File{Path: "/q", Err: syscall.EMFILE}, File{Path: "/q", Err: syscall.EMFILE}},
	} {
		if got := k.Take(step.read); got.Policy != step.want.Policy || !errors.Is(got.Err, step.want.Err) || got.Path != step.want.Path {
			t.Errorf("step %d: got %+v, want %+v", i, got, step.want)
		}
	}
	if got := (*Known)(nil).Take(busy); !errors.Is(got.Err, busy.Err) {
		t.Errorf("without memory: %+v", got)
	}
}
