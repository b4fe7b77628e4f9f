// Package reexec runs copies of a test program as other processes, each in a named role.
// A package that needs other processes calls [Main] from its TestMain. Its tests start a
// copy with [Command], or with [Start] to talk to it line by line. [Again] runs a whole
// test a second time in another process.
package reexec

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// variable names the environment variable with the role of a copy. repeated names the one
// with the test that a copy runs.
const (
	variable = "TELEMETRY_LS_TEST_ROLE"
	repeated = "TELEMETRY_LS_TEST_AGAIN"
)

// Roles are the functions that a copy can run, by name. Each gets the arguments of the
// process.
type Roles map[string]func(args []string) error

// Main runs the tests or, in a copy, its role. It doesn't return.
func Main(m *testing.M, roles Roles) {
	name := Role()
	if name == "" {
		os.Exit(m.Run())
	}
	run, ok := roles[name]
	if !ok {
		run = func([]string) error { return fmt.Errorf("this test program has no role %q", name) }
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// Role returns the role of this process, or "" in the one that runs the tests.
func Role() string { return os.Getenv(variable) }

// Variables returns the additional environment variables of a copy.
func Variables(role string) []string {
	// By default, the race detector waits a second at the end of each process.
	return []string{variable + "=" + role, "GORACE=atexit_sleep_ms=0"}
}

// Command returns a command that runs a copy of this test program in a role. Its standard
// error is that of the tests.
func Command(tb testing.TB, role string, args ...string) *exec.Cmd {
	tb.Helper()
	cmd := exec.Command(self(tb), args...)
	cmd.Env = append(os.Environ(), Variables(role)...)
	cmd.Stderr = os.Stderr
	return cmd
}

func self(tb testing.TB) string {
	tb.Helper()
	path, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// Under returns a command that runs cmd under another program, such as strace. The program
// gets args, then the arguments of cmd.
func Under(cmd *exec.Cmd, program string, args ...string) *exec.Cmd {
	under := exec.Command(program, append(args, cmd.Args...)...)
	under.Env, under.Stderr = cmd.Env, cmd.Stderr
	return under
}
