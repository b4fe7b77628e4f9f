package test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// fleetUnits returns the units of systemd in docs/fleet.md, with the instance name account.
func fleetUnits(t *testing.T, account string) (service, timer string) {
	t.Helper()
	units := fleetPage(t, "ini")
	if len(units) != 2 {
		t.Fatalf("%d units", len(units))
	}
	instance := strings.NewReplacer("%i", account)
	return instance.Replace(units[0]), instance.Replace(units[1])
}

// fleetCommand returns the arguments of the command that systemd runs for an account, with
// the directory of a textfile collector.
func fleetCommand(t *testing.T, account, dir string) []string {
	t.Helper()
	service, _ := fleetUnits(t, account)
	_, rest, ok := strings.Cut(service, "\nExecStart=/usr/local/bin/telemetry-ls ")
	if !ok {
		t.Fatalf("the service starts no telemetry-ls:\n%s", service)
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Fields(strings.ReplaceAll(line, "/var/lib/prometheus/node-exporter", dir))
}

// TestUnits has systemd check the units of docs/fleet.md.
func TestUnits(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("without systemd")
	}
	h := newHome(t)
	service, timer := fleetUnits(t, "alice")
	h.write(filepath.Join(h.path, "go-telemetry-export@alice.service"), strings.ReplaceAll(service, "/usr/local/bin/telemetry-ls", serverPath))
	h.write(filepath.Join(h.path, "go-telemetry-export@alice.timer"), timer)
	h.run(h.path, analyze, "verify", "--man=no", "./go-telemetry-export@alice.service", "./go-telemetry-export@alice.timer")
}

// TestSharedTextfiles runs the setup of docs/fleet.md as two users: each writes a file that
// others can read, and none replaces the other's.
func TestSharedTextfiles(t *testing.T) {
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root can run commands as other users")
	}
	dir := t.TempDir()
	const group = 54321
	for at := dir; len(at) > len(os.TempDir()); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// What install -d -m 3775 -g does.
	if err := os.Chown(dir, 0, group); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o775|os.ModeSetgid|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	server := filepath.Join(dir, "telemetry-ls")
	if err := os.Link(serverPath, server); err != nil {
		t.Fatal(err)
	}
	export := func(uid uint32, account string) (string, int) {
		cmd := exec.Command(server, fleetCommand(t, account, dir)...)
		cmd.Dir, cmd.Env = "/", []string{"HOME=/nonexistent"}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid, Groups: []uint32{group}}}
		return outcome(t, cmd)
	}
	for range 2 {
		for uid, account := range map[uint32]string{54001: "alice", 54002: "bob"} {
			if out, code := export(uid, account); code != 0 || out != "" {
				t.Errorf("%s: exit code %d\n%s", account, code, out)
			}
			info, err := os.Stat(filepath.Join(dir, "go-telemetry-"+account+".prom"))
			if err != nil || info.Mode().Perm() != 0o644 {
				t.Errorf("%s: %v, %v", account, info, err)
			}
		}
	}
	if out, code := export(54002, "alice"); code != 1 || !strings.Contains(out, "operation not permitted") {
		t.Errorf("bob replaces the file of alice: exit code %d\n%s", code, out)
	}
}

// strangersHome returns a home that an unprivileged user can only read, and a function
// that exports as that user, whatever the umask is.
func strangersHome(t *testing.T) (h *home, export func(args string) (string, int)) {
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root can make a directory that a user can't list")
	}
	h = accountWith(t, "local 2026-11-01", "")
	h.write(filepath.Join(h.telemetryDir(), "local", "2026-11-22.json"), "{}")
	h.write(filepath.Join(h.telemetryDir(), "local", "local.2026-11-22.json"), `{"Programs":[{"Program":"p","Counters":{"c":1}}]}`)
	h.write(filepath.Join(h.telemetryDir(), "upload", "2026-11-22.json"), "{}")
	for at := h.path; len(at) > len(os.TempDir()); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	server, out := filepath.Join(h.path, "telemetry-ls"), filepath.Join(h.path, "out")
	if err := errors.Join(os.Link(serverPath, server), os.Mkdir(out, 0o700), os.Chown(out, unprivileged, unprivileged)); err != nil {
		t.Fatal(err)
	}
	return h, func(args string) (string, int) {
		cmd := exec.Command("sh", "-c", `umask 077 && exec "$0" export `+args, server)
		cmd.Dir, cmd.Env = h.path, goEnv(h.path)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
		return outcome(t, cmd)
	}
}

// TestExportOfAPart checks that what a user can't read is left out of the metrics, that
// the rest is exported, and that the exit code says so.
func TestExportOfAPart(t *testing.T) {
	h, export := strangersHome(t)
	for _, test := range []struct{ unreadable, says, kept, left string }{
		{"local", "listing the telemetry directory: local: ", "mode_info{", "_bytes"},
		{"local", "listing the telemetry directory: local: ", "mode_info{", "_reports"},
		{"mode", "reading ", "directory_bytes ", "mode_info"},
	} {
		path := filepath.Join(h.telemetryDir(), test.unreadable)
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		said, code := export("--prometheus out/x.prom")
		if code != 1 || !strings.Contains(said, "exporting only a part of the metrics: "+test.says) {
			t.Errorf("%s: exit code %d\n%s", test.unreadable, code, said)
		}
		text, err := os.ReadFile(filepath.Join(h.path, "out", "x.prom"))
		if err != nil || !strings.Contains(string(text), "\ngo_telemetry_"+test.kept) || strings.Contains(string(text), test.left) {
			t.Errorf("%s: %v\n%s", test.unreadable, err, text)
		}
		if info, err := os.Stat(filepath.Join(h.path, "out", "x.prom")); err != nil || info.Mode().Perm() != 0o644 {
			t.Errorf("%s: %v, %v", test.unreadable, info, err)
		}
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// TestExportOfUnknownStates checks that no counts are exported if their weeks or the
// states of the weeks are unknown.
func TestExportOfUnknownStates(t *testing.T) {
	h, export := strangersHome(t)
	if out, code := export("--ndjson"); code != 0 || !strings.Contains(out, `"state":"sent"`) {
		t.Errorf("exit code %d\n%s", code, out)
	}
	for _, name := range []string{"local", "upload"} {
		if err := os.Chmod(filepath.Join(h.telemetryDir(), name), 0); err != nil {
			t.Fatal(err)
		}
		out, code := export("--ndjson")
		if code != 1 || !strings.HasPrefix(out, "telemetry-ls: exporting the counts: listing the telemetry directory: "+name+": ") {
			t.Errorf("%s: exit code %d\n%s", name, code, out)
		}
		if err := os.Chmod(filepath.Join(h.telemetryDir(), name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}
