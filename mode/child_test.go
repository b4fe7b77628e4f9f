package mode

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/telemetry"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

func init() {
	if reexec.Role() != "" {
		runtime.LockOSThread() // strace counts system calls by thread
	}
}

func TestMain(m *testing.M) {
	roles := reexec.Roles{
		"set":     setChild,
		"switch":  switchChild,
		"library": libraryChild,
		"writer":  writerChild,
		"dir":     dirChild,
		"able":    ableChild,
		"probe":   probeChild,
	}
	maps.Copy(roles, systemRoles())
	reexec.Main(m, roles)
}

// child returns a command that runs the test program in a role.
func child(t testing.TB, role string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := reexec.Command(t, role, args...)
	cmd.Env = append(bareEnv(), reexec.Variables(role)...)
	return cmd
}

// bareEnv returns the environment without the variables that determine the telemetry
// directory.
func bareEnv() []string {
	return slices.DeleteFunc(os.Environ(), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return slices.Contains([]string{"HOME", "XDG_CONFIG_HOME", "TEST_TELEMETRY_DIR", "TELEMETRY_LS_DIR"}, name)
	})
}

// outcome is a child's report of its switch.
type outcome struct {
	Wrote bool
	After string
	Err   string
	Hint  string
}

func outcomeOf(c Change, err error) outcome {
	o := outcome{Wrote: c.Wrote, After: string(c.After.Raw)}
	if err != nil {
		o.Err = err.Error()
		o.Hint = hintIn(err)
	}
	return o
}

func hintIn(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

// today is the date of all clocks in these tests.
const today = "2026-11-22"

func clock() time.Time {
	t, err := time.Parse(time.DateOnly, today)
	if err != nil {
		panic(err)
	}
	return t.Add(23*time.Hour + 59*time.Minute)
}

func writer(d Dir) Writer { return Writer{Dir: d, Now: clock} }

// These marks enclose the system calls of a switch in a trace.
const (
	beginMark = "/telemetry-ls-test-begin"
	endMark   = "/telemetry-ls-test-end"
)

// setChild switches once: DIR MODE IF-UNCHOSEN.
func setChild(args []string) error {
	_, _ = os.Lstat(beginMark)
	c, err := writer(Dir(args[0])).Set(Mode(args[1]), args[2] == "true")
	_, _ = os.Lstat(endMark)
	return json.NewEncoder(os.Stdout).Encode(outcomeOf(c, err))
}

// switchChild says that it is ready, waits for the end of its input and then
// switches: DIR IF-UNCHOSEN MODE... It reports the outcome of each switch.
func switchChild(args []string) error {
	fmt.Println("ready")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	for _, m := range args[2:] {
		c, err := writer(Dir(args[0])).Set(Mode(m), args[1] == "true")
		if err := json.NewEncoder(os.Stdout).Encode(outcomeOf(c, err)); err != nil {
			return err
		}
	}
	return nil
}

// libraryOrder is a line of input for libraryChild.
type libraryOrder struct {
	Set  string // set this mode with the library, if not empty
	File string // the mode file; Raw is written to it unless it is null
	Raw  []byte
}

// libraryChild carries out orders with golang.org/x/telemetry. It answers each with
// what the library then reads, quoted as JSON.
func libraryChild([]string) error {
	in := json.NewDecoder(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		var o libraryOrder
		if err := in.Decode(&o); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if o.Raw != nil {
			if err := os.WriteFile(o.File, o.Raw, 0o666); err != nil {
				return err
			}
		}
		if o.Set != "" {
			if err := telemetry.SetMode(o.Set); err != nil {
				return err
			}
		}
		if err := out.Encode(telemetry.Mode()); err != nil {
			return err
		}
	}
}

// writerChild writes each line of its input into FILE as the go command does, or
// with `ours` as a Writer does. It answers with the time at which it started.
func writerChild(args []string) error {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		began := time.Now()
		if err := writeAs(args, lines.Text()); err != nil {
			return err
		}
		fmt.Println(began.UnixNano())
	}
	return lines.Err()
}

func writeAs(args []string, line string) error {
	if args[1] != "ours" {
		return os.WriteFile(Dir(args[0]).ModeFile(), []byte(line), 0o666)
	}
	word, _, _ := strings.Cut(line, " ")
	_, err := writer(Dir(args[0])).Set(Mode(word), false)
	return err
}

// dirChild prints the default directory according to this package.
func dirChild([]string) error {
	d := DefaultDir()
	c, err := writer(d).Set(Off, false)
	return json.NewEncoder(os.Stdout).Encode([]any{d, d.Read().Mode, outcomeOf(c, err), textOf(d.Writable())})
}

// ableChild says whether the mode file is writable: DIR.
func ableChild(args []string) error {
	return json.NewEncoder(os.Stdout).Encode(textOf(Dir(args[0]).Writable()))
}

// probeChild does nothing. It shows that a child of some kind can be started.
func probeChild([]string) error { return nil }
