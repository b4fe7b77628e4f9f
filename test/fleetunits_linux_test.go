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

// TestExportOfAPart checks that what a user can't list is left out, that the rest is
// exported, whatever the umask is, and that the exit code says so.
func TestExportOfAPart(t *testing.T) {
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root can make a directory that a user can't list")
	}
	h := accountWith(t, "local 2026-11-01", "")
	h.write(filepath.Join(h.telemetryDir(), "local", "2026-11-22.json"), "{}")
	for at := h.path; len(at) > len(os.TempDir()); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	server, out := filepath.Join(h.path, "telemetry-ls"), filepath.Join(h.path, "out")
	err := errors.Join(os.Link(serverPath, server), os.Mkdir(out, 0o700), os.Chown(out, unprivileged, unprivileged), os.Chmod(filepath.Join(h.telemetryDir(), "local"), 0))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", `umask 077 && exec "$0" export --prometheus out/x.prom`, server)
	cmd.Dir, cmd.Env = h.path, goEnv(h.path)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
	said, code := outcome(t, cmd)
	if code != 1 || !strings.Contains(said, "exporting only a part of the metrics: listing the telemetry directory: local: ") {
		t.Errorf("exit code %d\n%s", code, said)
	}
	text, err := os.ReadFile(filepath.Join(out, "x.prom"))
	if err != nil || !strings.Contains(string(text), "\ngo_telemetry_mode_info{") || strings.Contains(string(text), "_bytes") || strings.Contains(string(text), "_reports") {
		t.Errorf("%v\n%s", err, text)
	}
	if info, err := os.Stat(filepath.Join(out, "x.prom")); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("%v, %v", info, err)
	}
}
