package prompt

import (
	"strings"
	"testing"
)

// TestLockProblem injects the errors of a disk without locks, such as some NFS servers have:
// no such disk is mounted here.
func TestLockProblem(t *testing.T) {
	for _, errno := range noLocks {
		w := newWorld(t)
		p := w.lockless("here", errno)
		if err := p.LockProblem(); err != nil {
			t.Errorf("%v: without a file: %v", errno, err)
		}
		w.write("telemetry-ls/prompt.json", "{}")
		if err := p.LockProblem(); err == nil || !strings.HasSuffix(err.Error(), "/telemetry-ls/prompt.json: "+errno.Error()) {
			t.Errorf("%v: got %v", errno, err)
		}
		if err := w.prompter().LockProblem(); err != nil {
			t.Errorf("a disk with locks: %v", err)
		}
	}
}

func TestGoplsRecord(t *testing.T) {
	for _, test := range []struct{ content, lock, want string }{
		{"(none)", "", "gopls has no record"},
		{"yes 1 1700000000 5", "", "with yes"},
		{"no 1", "", "with no,"},
		{"- 0 1700000000 5", "", "hasn't asked"},
		{"pending 1 1700000000 5", "", "ended without an answer"},
		{"pending 1 1700000000 5", "x", "is asking you"},
		{"failed 1 1700000000 5", "", "got no answer"},
		{"nonsense", "", "can't be understood"},
	} {
		w := newWorld(t)
		if test.content != "(none)" {
			w.write(goplsFile, test.content)
		}
		if test.lock != "" {
			w.write(goplsLock, test.lock)
			w.touch(goplsLock, 0)
		}
		p := w.prompter()
		got, err := GoplsRecord(p.env.ConfigDir, p.now())
		if err != nil || !strings.Contains(got, test.want) {
			t.Errorf("%q: got %q, %v, want %q", test.content, got, err, test.want)
		}
	}
}
