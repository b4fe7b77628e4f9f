package reexec

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	Main(m, Roles{"echo": echo, "fail": func([]string) error { return errors.New("on purpose") }})
}

func echo(args []string) error {
	fmt.Println(strings.Join(args, ","))
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		fmt.Println(lines.Text())
	}
	return nil
}

func TestRole(t *testing.T) {
	p := Start(t, Command(t, "echo", "a", "-test.run=b"))
	p.Wants("a,-test.run=b")
	p.Say("c")
	p.Wants("c")
	p.End()
	if !p.Cmd.ProcessState.Success() {
		t.Errorf("ended with %v", p.Cmd.ProcessState)
	}
	if Role() != "" {
		t.Errorf("the role of the tests is %q", Role())
	}
}

func TestRoleThatFails(t *testing.T) {
	for role, want := range map[string]string{"fail": "on purpose", "no such": `no role "no such"`} {
		cmd := Command(t, role)
		var said strings.Builder
		cmd.Stderr = &said
		if err := cmd.Run(); err == nil || !strings.Contains(said.String(), want) {
			t.Errorf("%s: %v, said %q, want %q in it", role, err, said.String(), want)
		}
	}
}

func TestAgain(t *testing.T) {
	parent := os.Getenv("REEXEC_TEST_PARENT")
	if Again(t, func(c *exec.Cmd) { c.Env = append(c.Env, fmt.Sprintf("REEXEC_TEST_PARENT=%d", os.Getpid())) }) {
		if parent != fmt.Sprint(os.Getppid()) {
			t.Errorf("the parent is %d, want %s", os.Getppid(), parent)
		}
	}
}
