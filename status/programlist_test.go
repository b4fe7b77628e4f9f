package status

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/running"
)

func TestNames(t *testing.T) {
	list := func(names ...string) (all []running.Program) {
		for i, name := range names {
			all = append(all, running.Program{Program: name, PID: 10 + i})
		}
		return all
	}
	for _, test := range []struct {
		of   []running.Program
		want string
	}{
		{nil, ""},
		{list("golang.org/x/tools/gopls"), "gopls"},
		{list("cmd/go", "golang.org/x/tools/gopls"), "go and gopls"},
		{list("cmd/go", "cmd/go", "cmd/go", "dlv"), "go (3 processes) and dlv"},
		{list("a", "b", "c", "d", "e", "f", "e"), "a, b, c, d and 2 more"},
		{append(list("gopls"), running.Program{Program: "gopls", PID: 10, Version: "v2"}), "gopls"},
		{list("[!](command:x)\x1b[31m\n"), "????command?x???31m?"},
		{list("caf\uFFFD", strings.Repeat("x", 1000), ""), "caf?, " + strings.Repeat("x", maxNameLength) + "... and ?"},
	} {
		if got := Names(test.of); got != test.want {
			t.Errorf("%v: %q, want %q", test.of, got, test.want)
		}
	}
}
