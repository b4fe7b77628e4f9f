package counttest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/telemetry"
	"golang.org/x/telemetry/counter"
	"golang.org/x/telemetry/counter/countertest"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

// taskVar names the variable with the task of a copy. An argument wouldn't do, because
// to upload, the library starts the program again with other arguments.
const taskVar = "COUNTERS_TEST_TASK"

// Main runs the tests of a package. In a copy of the test program, it runs the copy's
// role instead: a task with the library, or one of more.
func Main(m *testing.M, more reexec.Roles) {
	roles := reexec.Roles{"library": func([]string) error {
		t, err := MyTask()
		if err == nil {
			t.run()
		}
		return err
	}}
	maps.Copy(roles, more)
	reexec.Main(m, roles)
}

// MyTask returns the task of this copy.
func MyTask() (t Task, err error) {
	err = json.Unmarshal([]byte(os.Getenv(taskVar)), &t)
	return t, err
}

// Task says what a copy of the test program does with the real telemetry library, which
// allows only one directory per process.
type Task struct {
	Kind   string // count, keep-counting, upload
	Dir    string // telemetry directory
	Counts []Named
	Stacks []string // stack counters; each is incremented from several places

	URL string // upload
	Now time.Time
}

type Named struct {
	Name  string
	Value int64
}

func (t Task) run() {
	switch t.Kind {
	case "count":
		countertest.Open(t.Dir)
		for _, c := range t.Counts {
			counter.Add(c.Name, c.Value)
		}
		for _, name := range t.Stacks {
			countStacks(counter.NewStack(name, 16), 5)
			countInlined(counter.NewStack(name, 16))
		}
	case "keep-counting":
		countertest.Open(t.Dir)
		t.keepCounting()
	case "upload":
		telemetry.Start(telemetry.Config{
			Upload: true, TelemetryDir: t.Dir, UploadURL: t.URL, UploadStartTime: t.Now,
		}).Wait()
	}
}

// keepCounting creates counters and increments the old ones until stdin ends. It prints a
// line when the first counter exists.
func (t Task) keepCounting() {
	over := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(over)
	}()
	for i := 0; ; i++ {
		counter.Inc("grow/always")
		counter.Inc(fmt.Sprintf("grow/%s:%d", strings.Repeat("x", i%200), i%4000))
		if i == 0 {
			fmt.Println("counting")
		}
		select {
		case <-over:
			return
		default:
		}
	}
}

// countStacks increments from different depths, which gives different stacks.
func countStacks(c *counter.StackCounter, depth int) {
	if depth > 0 {
		countStacks(c, depth-1)
	}
	func() { c.Inc() }()
}

func countInlined(c *counter.StackCounter) { c.Inc() }

// Command returns a child process that does t, with a separate HOME.
func (t Task) Command(tb testing.TB, env ...string) *exec.Cmd {
	tb.Helper()
	return t.InRole(tb, "library", env...)
}

// InRole is like Command, for a role other than that of the library.
func (t Task) InRole(tb testing.TB, role string, env ...string) *exec.Cmd {
	tb.Helper()
	raw, err := json.Marshal(t)
	if err != nil {
		tb.Fatal(err)
	}
	home := tb.TempDir()
	cmd := reexec.Command(tb, role)
	cmd.Env = append(cmd.Env, taskVar+"="+string(raw), "HOME="+home,
		"XDG_CONFIG_HOME="+filepath.Join(home, ".config"), "AppData="+home, "CI=")
	cmd.Env = append(cmd.Env, env...)
	cmd.Stderr = &testLog{tb: tb}
	return cmd
}

func (t Task) Do(tb testing.TB, env ...string) {
	tb.Helper()
	if err := t.Command(tb, env...).Run(); err != nil {
		tb.Fatalf("running a child to %s: %v", t.Kind, err)
	}
}

// testLog writes the output of a child to the log of the test.
type testLog struct{ tb testing.TB }

func (l *testLog) Write(p []byte) (int, error) {
	l.tb.Logf("child: %s", strings.TrimSpace(string(p)))
	return len(p), nil
}

// WriteWeekends sets the day on which weeks end, which the library would otherwise choose
// at random.
func WriteWeekends(tb testing.TB, dir string, day time.Weekday) {
	tb.Helper()
	Put(tb, dir, "local/weekends", fmt.Appendf(nil, "%d\n", day))
}

// CounterFiles lists the counter files in a telemetry directory.
func CounterFiles(tb testing.TB, dir string) []string {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "local", "*.v1.count"))
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// Oracle reads a counter file with the telemetry library.
func Oracle(tb testing.TB, path string) (map[string]uint64, error) {
	tb.Helper()
	plain, stacks, err := countertest.ReadFile(path)
	for name, value := range stacks {
		plain[name] = value
	}
	return plain, err
}

// FirstLine waits for the first line of a child's output.
func FirstLine(tb testing.TB, out io.Reader) string {
	tb.Helper()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		tb.Fatalf("waiting for a child: %v", err)
	}
	return strings.TrimSpace(line)
}
