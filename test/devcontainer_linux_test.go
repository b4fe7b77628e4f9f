package test

import (
	"encoding/json"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

const feature = "../devcontainer-feature/src/go-telemetry"

func TestDevContainer(t *testing.T) {
	page := readCIPage(t)
	r := newRunner(t, page)
	text := page.snippet(t, "Dev container", "json", 0)
	r.withSnippet(".devcontainer/devcontainer.json", text)
	var container struct {
		Image             string
		PostCreateCommand string
	}
	if err := json.Unmarshal([]byte(text), &container); err != nil {
		t.Fatal(err)
	}
	if out, code := r.step(container.PostCreateCommand + "; " + serverPath + " status --check"); code != 0 || container.PostCreateCommand == "" {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

// TestFeatureIsDeclared checks that the options of the page and of install.sh are those of
// the feature.
func TestFeatureIsDeclared(t *testing.T) {
	var declared struct {
		ID      string
		Options map[string]struct {
			Type    string
			Enum    []string
			Default any
		}
	}
	data, err := os.ReadFile(filepath.Join(feature, "devcontainer-feature.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &declared); err != nil {
		t.Fatal(err)
	}
	if declared.ID != filepath.Base(feature) {
		t.Errorf("the ID %q differs from the directory %s", declared.ID, feature)
	}
	page := readCIPage(t)
	r := newRunner(t, page)
	text := page.snippet(t, "Dev container", "json", 1)
	r.withSnippet(".devcontainer/devcontainer.json", text)
	var container struct {
		Features map[string]map[string]any
	}
	if err := json.Unmarshal([]byte(text), &container); err != nil {
		t.Fatal(err)
	}
	for option := range container.Features["./"+declared.ID] {
		if _, ok := declared.Options[option]; !ok {
			t.Errorf("the page sets the unknown option %q", option)
		}
	}
	script, err := os.ReadFile(filepath.Join(feature, "install.sh"))
	if err != nil {
		t.Fatal(err)
	}
	for option := range declared.Options {
		if !strings.Contains(string(script), "${"+strings.ToUpper(option)+":-") {
			t.Errorf("install.sh doesn't read the option %s", option)
		}
	}
}

// TestFeature runs install.sh as the tools for dev containers do: as root, for a user.
func TestFeature(t *testing.T) {
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root can build a container for another user")
	}
	requires.Program(t, "su")
	script, err := filepath.Abs(filepath.Join(feature, "install.sh"))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, user, mode string
		more             []string
		code             int
		says             string
	}{
		{name: "root", user: "root", says: "the mode of root is off"},
		{name: "another user", user: "daemon", says: "the mode of daemon is off"},
		{name: "local", user: "daemon", mode: "local", says: "the mode of daemon is local"},
		{name: "on", user: "daemon", mode: "on", code: 1, says: `unknown mode "on"`},
		{name: "a home that is not the user's", user: "daemon", more: []string{"_REMOTE_USER_HOME=/proc"}, code: 1, says: "setting the mode of daemon"},
		{name: "the number of a user", user: "daemon", more: []string{"_REMOTE_USER=" + idOf(t, "daemon")}, says: "the mode of daemon is off"},
		{name: "the number of no user", user: "daemon", more: []string{"_REMOTE_USER=54321"}, code: 1, says: "looking for the user 54321: there is none"},
		{name: "a word that is not a boolean", user: "daemon", more: []string{"TELEMETRYLS=True"}, code: 1, says: `unknown value "True" of telemetryLs`},
		{name: "with telemetry-ls", user: "daemon", more: []string{"TELEMETRYLS=true"}, says: "telemetry-ls is in /usr/local/bin"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRunner(t, readCIPage(t))
			if err := os.Remove(filepath.Join(r.path, "repository", ".telemetry-ls.json")); err != nil {
				t.Fatal(err)
			}
			giveHome(t, r.path, test.user)
			cmd := exec.Command("sh", "-c", script+` && { test "$TELEMETRYLS" != true || telemetry-ls status --check; }`)
			cmd.Dir = "/"
			cmd.Env = slices.DeleteFunc(r.env, func(v string) bool { return strings.HasPrefix(v, "XDG_") })
			cmd.Env = append(cmd.Env, "_REMOTE_USER="+test.user, "_REMOTE_USER_HOME="+r.path, "MODE="+test.mode, "TELEMETRYLS=false")
			cmd.Env = append(cmd.Env, test.more...)
			out, code := outcome(t, r.inOwn("/usr/local/bin", cmd))
			if code != test.code || !strings.Contains(out, test.says) {
				t.Errorf("exit code %d, want %d, with %q\n%s", code, test.code, test.says, out)
			}
			if test.code == 0 {
				r.checkMode(test.user, test.mode)
			}
		})
	}
}

// TestFeatureWithoutGo hides the go command from install.sh, which also looks for it in
// /usr/local/go.
func TestFeatureWithoutGo(t *testing.T) {
	h := newHome(t)
	script, err := filepath.Abs(filepath.Join(feature, "install.sh"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", "rm -rf /usr/local/go/bin; PATH=/usr/bin:/bin; ! command -v go || exit 9; exec "+script)
	cmd.Dir, cmd.Env = "/", append(goEnv(h.path), "_REMOTE_USER=root", "_REMOTE_USER_HOME="+h.path)
	if _, err := os.Stat("/usr/local/go"); err == nil {
		cmd = h.inOwn("/usr/local/go", cmd)
	}
	out, code := outcome(t, cmd)
	if code == 9 {
		t.Skip("Go is in " + out)
	}
	if code != 1 || !strings.Contains(out, "hint: add the feature ghcr.io/devcontainers/features/go") {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

// idOf returns the number of a user.
func idOf(t *testing.T, name string) string {
	t.Helper()
	u, err := user.Lookup(name)
	if err != nil {
		t.Skip(err)
	}
	return u.Uid
}

// giveHome makes a scratch home belong to a user, who can get to it.
func giveHome(t *testing.T, home, name string) {
	t.Helper()
	u, err := user.Lookup(name)
	if err != nil {
		t.Skip(err)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(home, uid, gid); err != nil {
		t.Fatal(err)
	}
	for dir := home; dir != os.TempDir() && len(dir) > 1; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// checkMode checks that the mode file of the home has the mode and belongs to the user. Go
// writes none for local, which is in force without one.
func (r *runner) checkMode(name, mode string) {
	r.t.Helper()
	file := filepath.Join(r.path, ".config", "go", "telemetry", "mode")
	text, err := os.ReadFile(file)
	if mode == "local" {
		if !os.IsNotExist(err) {
			r.t.Errorf("the mode file has %q, %v, want none", text, err)
		}
		return
	}
	if err != nil || !strings.HasPrefix(string(text), "off ") {
		r.t.Errorf("the mode file has %q, %v, want off", text, err)
	}
	out, err := exec.Command("stat", "-c", "%U", file).Output()
	if err != nil || strings.TrimSpace(string(out)) != name {
		r.t.Errorf("the mode file belongs to %s, %v, want %s", out, err, name)
	}
}
