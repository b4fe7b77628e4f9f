package process

import (
	"strings"
	"testing"
)

func TestHost(t *testing.T) {
	if h := Host(); h == "" || strings.ContainsAny(h, " \t\n") || h != Host() {
		t.Errorf("Host() = %q, then %q", h, Host())
	}
}
