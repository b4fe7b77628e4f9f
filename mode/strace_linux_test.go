package mode

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// traced are the system calls of a switch whose order does not depend on the Go
// runtime.
const traced = "openat,read,pread64,lseek,getdents64,newfstatat,fstat,statx,readlinkat,faccessat2,write,pwrite64," +
	"ftruncate,fchown,fchmod,fsync,close,flock,mkdirat,linkat,renameat,unlinkat,kill"

// needsStrace skips the test if programs cannot be traced.
func needsStrace(t *testing.T) {
	t.Helper()
	probe := child(t, "probe")
	strace := exec.Command("strace", "-e", "trace=openat", "-e", "inject=openat:error=EIO:when=60000", probe.Path)
	strace.Env = probe.Env
	out, err := strace.CombinedOutput()
	if err != nil {
		requires.Skip(t, "strace", fmt.Sprintf("strace cannot trace here: %v: %s", err, out))
	}
}

// scenario is a switch to on in a certain kind of directory.
type scenario struct {
	name       string
	old        string // "(none)" for no file
	ifUnchosen bool
	// faults make system calls fail, so that the switch takes a different path:
	// name, error.
	faults [][2]string
}

var scenarios = []scenario{
	{name: "replace", old: "local 2026-01-01"},
	{name: "first choice", old: "(none)"},
	{name: "default", old: "(none)", ifUnchosen: true},
	{name: "in place, longer before", old: "local 2026-01-01", faults: [][2]string{{"renameat", "EBUSY"}}},
	{name: "in place, shorter before", old: "OFF", faults: [][2]string{{"renameat", "EACCES"}}},
}

// lay creates the directory of s.
func (s scenario) lay(t *testing.T) Dir {
	t.Helper()
	if s.old == "(none)" {
		return freshDir(t)
	}
	return dirWith(t, s.old)
}

// run switches in d under strace with more injections. It returns the report of the
// traced process and the error with which it ended.
func (s scenario) run(t *testing.T, d Dir, trace string, more ...string) (outcome, error) {
	t.Helper()
	args := []string{"-o", trace, "-e", "trace=" + traced}
	for _, f := range s.faults {
		if !strings.HasPrefix(strings.Join(more, ","), f[0]+":") { // one injection for each call
			more = append(more, f[0]+":error="+f[1])
		}
	}
	for _, inject := range more {
		args = append(args, "-e", "inject="+inject)
	}
	strace := reexec.Under(child(t, "set", d.Path(), "on", fmt.Sprint(s.ifUnchosen)), "strace", args...)
	var stderr bytes.Buffer
	strace.Stderr = &stderr
	out, err := strace.Output()
	var o outcome
	if len(out) > 0 {
		if err := json.Unmarshal(out, &o); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
	}
	if err != nil && stderr.Len() > 0 {
		err = fmt.Errorf("%w: %s", err, stderr.String())
	}
	return o, err
}

// call is a system call of a switch: the nth of its name in the process.
type call struct {
	name string
	nth  int
}

// calls lists the system calls of s between the marks of setChild.
func (s scenario) calls(t *testing.T) []call {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	if o, err := s.run(t, s.lay(t), trace); err != nil || !o.Wrote {
		t.Fatalf("without a fault: got %+v, %v", o, err)
	}
	f, err := os.Open(trace)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var found []call
	seen := map[string]int{}
	inside := false
	name := regexp.MustCompile(`^(\w+)\(`)
	for lines := bufio.NewScanner(f); lines.Scan(); {
		m := name.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		seen[m[1]]++
		switch {
		case strings.Contains(lines.Text(), beginMark):
			inside = true
		case strings.Contains(lines.Text(), endMark):
			return found
		case inside:
			found = append(found, call{m[1], seen[m[1]]})
		}
	}
	t.Fatalf("the trace lacks the end of the switch; it has only %v", found)
	return nil
}
