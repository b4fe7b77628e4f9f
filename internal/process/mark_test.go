package process

import (
	"os"
	"testing"
)

func TestMark(t *testing.T) {
	const gone = 1<<31 - 2
	for text, want := range map[string]struct {
		mark             Mark
		ok               bool
		elsewhere, ended bool
	}{
		Own().With("x"):                  {Own(), true, false, false},
		Mark{gone, Host()}.With("x"):     {Mark{gone, Host()}, true, false, true},
		Mark{gone, "my-other"}.With("x"): {Mark{gone, "my-other"}, true, true, false},
		"2147483646-0badcafe":            {Mark{gone, ""}, true, false, true},
		"notes":                          {},
		"-1-x":                           {},
		"x-y-z":                          {},
	} {
		m, ok := ReadMark(text)
		if m != want.mark || ok != want.ok {
			t.Errorf("%q: got %+v, %t", text, m, ok)
		}
		if ok && (m.Elsewhere() != want.elsewhere || m.Ended() != want.ended) {
			t.Errorf("%q: elsewhere %t, ended %t", text, m.Elsewhere(), m.Ended())
		}
	}
	if Own().PID != os.Getpid() {
		t.Errorf("Own() = %+v, want this process", Own())
	}
}
