package counters

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
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

// taskVar holds the task of a copy. No argument can: to upload, the library starts
// the program once more with arguments of its own.
const taskVar = "COUNTERS_TEST_TASK"

func TestMain(m *testing.M) {
	reexec.Main(m, reexec.Roles{"library": func([]string) error {
		var t task
		if err := json.Unmarshal([]byte(os.Getenv(taskVar)), &t); err != nil {
			return err
		}
		t.run()
		return nil
	}})
}

// task is what a copy of the test program does with the real telemetry library,
// which allows one directory per process.
type task struct {
	Kind   string // count, keep-counting, upload, grow
	Dir    string // telemetry directory
	Counts []named
	Stacks []string // each is counted from several places

	URL string // upload
	Now time.Time
}

type named struct {
	Name  string
	Value int64
}

func (t task) run() {
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
	case "grow":
		before := residentMB()
		SummaryOf(NewIndex(t.Dir), SummaryOptions{Weeks: 8, Now: t.Now})
		fmt.Printf("[%g, %g]\n", before, residentMB())
	case "upload":
		telemetry.Start(telemetry.Config{
			Upload: true, TelemetryDir: t.Dir, UploadURL: t.URL, UploadStartTime: t.Now,
		}).Wait()
	}
}

// residentMB is the resident memory of this process.
func residentMB() float64 {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	var size, resident int
	if _, err := fmt.Sscan(string(data), &size, &resident); err != nil {
		panic(err)
	}
	return float64(resident*os.Getpagesize()) / 1e6
}

// keepCounting makes new counters and counts with the old ones until stdin ends,
// and says so once the first is there.
func (t task) keepCounting() {
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

// countStacks counts from different depths, and so different stacks.
func countStacks(c *counter.StackCounter, depth int) {
	if depth > 0 {
		countStacks(c, depth-1)
	}
	func() { c.Inc() }()
}

func countInlined(c *counter.StackCounter) { c.Inc() }

// command is the child that does t, with a HOME of its own.
func (t task) command(tb testing.TB, env ...string) *exec.Cmd {
	tb.Helper()
	raw, err := json.Marshal(t)
	if err != nil {
		tb.Fatal(err)
	}
	home := tb.TempDir()
	cmd := reexec.Command(tb, "library")
	cmd.Env = append(cmd.Env, taskVar+"="+string(raw), "HOME="+home,
		"XDG_CONFIG_HOME="+filepath.Join(home, ".config"), "AppData="+home, "CI=")
	cmd.Env = append(cmd.Env, env...)
	cmd.Stderr = &testLog{tb: tb}
	return cmd
}

func (t task) do(tb testing.TB, env ...string) {
	tb.Helper()
	if err := t.command(tb, env...).Run(); err != nil {
		tb.Fatalf("child that should %s: %v", t.Kind, err)
	}
}

// testLog passes what a child says on to the log of the test.
type testLog struct{ tb testing.TB }

func (l *testLog) Write(p []byte) (int, error) {
	l.tb.Logf("child: %s", strings.TrimSpace(string(p)))
	return len(p), nil
}

// writeWeekends keeps the library from choosing the end of the week by chance.
func writeWeekends(tb testing.TB, dir string, day time.Weekday) {
	tb.Helper()
	put(tb, dir, "local/weekends", fmt.Appendf(nil, "%d\n", day))
}

// counterFiles lists the counter files in a telemetry directory.
func counterFiles(tb testing.TB, dir string) []string {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "local", "*"+suffix))
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// oracle reads a counter file by the telemetry library.
func oracle(tb testing.TB, path string) (map[string]uint64, error) {
	tb.Helper()
	plain, stacks, err := countertest.ReadFile(path)
	for name, value := range stacks {
		plain[name] = value
	}
	return plain, err
}

// firstLine waits for the first line that a child prints.
func firstLine(tb testing.TB, out io.Reader) string {
	tb.Helper()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		tb.Fatalf("waiting for a child: %v", err)
	}
	return strings.TrimSpace(line)
}
