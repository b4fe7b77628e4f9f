package running

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

func TestMain(m *testing.M) {
	reexec.Main(m, reexec.Roles{"count": count, "count-closed": countClosed})
}

// count imitates a program that counts. It maps the files in its arguments, prints a line,
// and runs until its input ends.
func count(files []string) error {
	for _, file := range files {
		f, err := mapFile(file)
		if err != nil {
			return err
		}
		defer f.Close()
	}
	return sayAndStay()
}

// countClosed is like count, but closes the files after mapping them.
func countClosed(files []string) error {
	for _, file := range files {
		f, err := mapFile(file)
		if err != nil {
			return err
		}
		_ = f.Close()
	}
	return sayAndStay()
}

func mapFile(file string) (*os.File, error) {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	_, err = syscall.Mmap(int(f.Fd()), 0, fileSize, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	return f, err
}

func sayAndStay() error {
	fmt.Println("mapped")
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

const fileSize = 16 << 10

// gopls is the name that the library gives a counter file of gopls.
const gopls = "gopls@v0.23.0-go1.26.8-linux-amd64-2026-11-22.v1.count"

// counterFileAt creates a counter file of a program.
func counterFileAt(t *testing.T, path, program, version string) {
	t.Helper()
	const prefix = "# telemetry/counter file v1\n"
	meta := "TimeBegin: 2026-11-22T00:00:00Z\nTimeEnd: 2026-11-29T00:00:00Z\nProgram: " + program + "\nVersion: " + version +
		"\nGoVersion: go1.26.8\nGOOS: linux\nGOARCH: amd64\n\n"
	data := make([]byte, fileSize)
	copy(data, prefix)
	binary.NativeEndian.PutUint32(data[len(prefix):], uint32((len(prefix)+4+len(meta)+31)/32*32))
	copy(data[len(prefix)+4:], meta)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// counting starts a program that maps files. It runs until the test ends, or until End.
func counting(t *testing.T, files ...string) *reexec.Process {
	t.Helper()
	return startCounting(t, reexec.Command(t, "count", files...))
}

func startCounting(t *testing.T, cmd *exec.Cmd) *reexec.Process {
	t.Helper()
	p := reexec.Start(t, cmd)
	p.Wants("mapped")
	return p
}

func pid(p *reexec.Process) int { return p.Cmd.Process.Pid }

func check(t *testing.T, what, dir string, want ...Program) {
	t.Helper()
	got, err := Find(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if want == nil {
		want = []Program{}
	}
	if d := cmp.Diff(Programs{Supported: true, Programs: want}, got); d != "" {
		t.Errorf("%s: (-want +got)\n%s", what, d)
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	check(t, "no directory", filepath.Join(dir, "none"))
	check(t, "no configuration directory", "")
	goplsFile := filepath.Join(dir, "local", gopls)
	goFile := filepath.Join(dir, "local", "go@go1.26.8-go1.26.8-linux-amd64-2026-11-22.v1.count")
	counterFileAt(t, goplsFile, "golang.org/x/tools/gopls", "v0.23.0")
	counterFileAt(t, goFile, "cmd/go", "go1.26.8")
	counterFileAt(t, filepath.Join(dir, "local", "other"), "not/a/counter/file", "")
	check(t, "no program is running", dir)
	p := counting(t, goplsFile, goplsFile)
	want := Program{"golang.org/x/tools/gopls", pid(p), "v0.23.0"}
	check(t, "one program that has its file mapped twice", dir, want)
	check(t, "the same directory by a path that isn't clean", dir+"//.", want)
	q := counting(t, goFile)
	counting(t, filepath.Join(dir, "local", "other"))
	check(t, "two programs", dir, Program{"cmd/go", pid(q), "go1.26.8"}, want)
	check(t, "another directory", t.TempDir())
	q.End()
	check(t, "one has ended", dir, want)
}

// TestFindDeleted checks that Find finds a program whose mapped file was deleted, either
// because Go made a report of it or because the user cleaned up.
func TestFindDeleted(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "local", gopls)
	counterFileAt(t, file, "golang.org/x/tools/gopls", "v0.23.0")
	kept := counting(t, file)
	closed := startCounting(t, reexec.Command(t, "count-closed", file))
	want := []Program{{"golang.org/x/tools/gopls", pid(kept), "v0.23.0"}, {"gopls", pid(closed), "v0.23.0"}}
	for _, gone := range []string{file, filepath.Join(dir, "local"), dir} {
		if err := os.RemoveAll(gone); err != nil {
			t.Fatal(err)
		}
		check(t, "without "+gone, dir, want...)
	}
}

// TestFindByAnotherName checks links, and names with special characters.
func TestFindByAnotherName(t *testing.T) {
	for _, name := range []string{"plain", "with space", "line\nbreak", "(deleted)", "ends (deleted)", "Latin-1 \xe9", `back\slash`} {
		base := t.TempDir()
		dir := filepath.Join(base, name)
		file := filepath.Join(dir, "local", gopls)
		counterFileAt(t, file, "example.com/caf\xe9", "v1")
		p := counting(t, file)
		want := Program{"example.com/caf\uFFFD", pid(p), "v1"}
		check(t, name, dir, want)
		link := filepath.Join(base, "link")
		if err := os.Symlink(dir, link); err != nil {
			t.Fatal(err)
		}
		check(t, name+" through a link", link, want)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		check(t, name+", deleted", link, want)
		p.End()
	}
}

// TestFindThroughAMount checks a program that sees the directory by another name, and a
// program in a container where another directory has the same name.
func TestFindThroughAMount(t *testing.T) {
	base := t.TempDir()
	dir, other, seen := filepath.Join(base, "a"), filepath.Join(base, "b"), filepath.Join(base, "seen")
	counterFileAt(t, filepath.Join(dir, "local", gopls), "golang.org/x/tools/gopls", "v0.23.0")
	counterFileAt(t, filepath.Join(other, "local", gopls), "golang.org/x/tools/gopls", "v0.23.0")
	if err := os.Mkdir(seen, 0o755); err != nil {
		t.Fatal(err)
	}
	inside := func(mount string, c *exec.Cmd) *exec.Cmd {
		c = reexec.Under(c, "sh", "-c", mount+` && exec "$0" "$@"`)
		c.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
		return c
	}
	probe := inside("mount --bind '"+dir+"' '"+seen+"'", exec.Command("true"))
	if out, err := probe.CombinedOutput(); err != nil {
		t.Skipf("can't give a process separate mounts: %v %s", err, out)
	}
	p := startCounting(t, inside("mount --bind '"+dir+"' '"+seen+"'", reexec.Command(t, "count", filepath.Join(seen, "local", gopls))))
	check(t, "by another name", dir, Program{"golang.org/x/tools/gopls", pid(p), "v0.23.0"})
	p.End()
	p = startCounting(t, inside("mount --bind '"+other+"' '"+dir+"'", reexec.Command(t, "count", filepath.Join(dir, "local", gopls))))
	check(t, "another directory of the same name", dir)
	check(t, "the directory that has this name outside", other, Program{"golang.org/x/tools/gopls", pid(p), "v0.23.0"})
}

// TestFindInOddSurroundings checks unusual contents of /proc.
func TestFindInOddSurroundings(t *testing.T) {
	proc, dir := t.TempDir(), t.TempDir()
	ctx := context.Background()
	if got, err := find(ctx, proc, dir); err != nil || got.Supported || got.Programs == nil {
		t.Errorf("without a /proc: %+v, %v", got, err)
	}
	write := func(pid, maps string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(proc, pid), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(proc, pid, "maps"), []byte(maps), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	line := func(path string) string {
		return "7f0000000000-7f0000004000 rw-s 00000000 08:01 1234                       " + path + "\n"
	}
	ours := filepath.Join(dir, "local", gopls)
	write("self", "")
	write("1", "")
	write("2", strings.Repeat(line("/usr/lib/libc.so.6"), 100_000)+line(ours))
	write("3", line("/"+strings.Repeat("x", 100_000))+line(ours))
	write("4", line("/elsewhere/local/"+gopls)+line("[heap]")+line("")+line(filepath.Join(dir, gopls))+line(filepath.Dir(ours)))
	write("5", line(ours)[:90])
	if err := os.MkdirAll(filepath.Join(proc, "6"), 0o755); err != nil { // its maps are gone
		t.Fatal(err)
	}
	want := []Program{{"gopls", 2, "v0.23.0"}, {"gopls", 3, "v0.23.0"}}
	for i := range 500 {
		pid := 1000 + i
		write(strconv.Itoa(pid), line(ours))
		want = append(want, Program{"gopls", pid, "v0.23.0"})
	}
	if os.Getuid() == 0 {
		write("7", line(ours))
		if err := os.Chown(filepath.Join(proc, "7"), 1234, 1234); err != nil {
			t.Fatal(err)
		}
	}
	got, err := find(ctx, proc, dir)
	if d := cmp.Diff(Programs{true, want}, got); d != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := find(ended, proc, dir); err == nil {
		t.Error("no error after the end of the context")
	}
}

func TestFromName(t *testing.T) {
	for name, want := range map[string][2]string{
		gopls: {"gopls", "v0.23.0"},
		"go@go1.26.8-go1.26.8-linux-amd64-2026-11-22.v1.count":                           {"go", "go1.26.8"},
		"my-tool-go1.26-darwin-arm64-2026-11-22.v1.count":                                {"my-tool", ""},
		"my-tool@v0.0.0-20261010193011-f71dc92da45e-devel-linux-386-2026-11-22.v1.count": {"my-tool", "v0.0.0-20261010193011-f71dc92da45e"},
		"go-go@devel-devel-linux-amd64-2026-11-22.v1.count":                              {"go-go", "devel"},
		"odd.v1.count": {"odd", ""},
		".v1.count":    {"", ""},
	} {
		if program, version := fromName(name); program != want[0] || version != want[1] {
			t.Errorf("%s: %q %q, want %q", name, program, version, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	dir := b.TempDir()
	for b.Loop() {
		if _, err := Find(context.Background(), dir); err != nil {
			b.Fatal(err)
		}
	}
}

// TestFindHindered checks that Find returns an error if this process lacks something, and
// omits processes that it may not examine or that have ended.
func TestFindHindered(t *testing.T) {
	for _, test := range []struct {
		err  error
		want bool
	}{
		{syscall.EMFILE, true},
		{syscall.ENFILE, true},
		{syscall.ENOMEM, true},
		{syscall.EIO, true},
		{syscall.EACCES, false},
		{syscall.ENOENT, false},
		{syscall.ESRCH, false},
		{nil, false},
	} {
		f := finder{ctx: t.Context()}
		f.hindered(test.err)
		if got := f.fault != nil; got != test.want || f.more() == test.want {
			t.Errorf("%v: hindered %t", test.err, got)
		}
	}
	if err := failed(syscall.ENFILE); !strings.Contains(hint.Of(err), "ulimit -n") {
		t.Errorf("got hint %q", hint.Of(err))
	}
}
