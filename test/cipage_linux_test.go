package test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// ciPage is docs/ci.md: its code blocks by heading and language.
type ciPage map[string][]string

func readCIPage(t *testing.T) ciPage {
	t.Helper()
	text, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	page, heading, key := ciPage{}, "", ""
	for line := range strings.Lines(string(text)) {
		switch fence, is := strings.CutPrefix(line, "```"); {
		case is && key == "":
			key = heading + " " + strings.TrimSpace(fence)
			page[key] = append(page[key], "")
		case is:
			key = ""
		case key != "":
			page[key][len(page[key])-1] += line
		case strings.HasPrefix(line, "#"):
			heading = strings.TrimSpace(strings.TrimLeft(line, "#"))
		}
	}
	return page
}

// snippet returns a code block of the page.
func (p ciPage) snippet(t *testing.T, heading, language string, n int) string {
	t.Helper()
	blocks := p[heading+" "+language]
	if n >= len(blocks) {
		t.Fatalf("docs/ci.md has no %s block %d under %q", language, n, heading)
	}
	return blocks[n]
}

// policy returns the policy that the snippets of the page use.
func (p ciPage) policy(t *testing.T) string {
	t.Helper()
	return p.snippet(t, "CI, containers and many machines", "json", 0)
}

// runner is a new machine with Go, and with this repository as the only source of
// telemetry-ls.
type runner struct {
	*home
	repository string
	env        []string
}

func newRunner(t *testing.T, page ciPage) *runner {
	t.Helper()
	h := newHome(t)
	r := &runner{home: h, repository: filepath.Join(h.path, "repository"), env: append(goEnv(h.path), ownProxy(t)...)}
	r.env = append(r.env, "PATH="+filepath.Join(h.path, "go", "bin")+":"+os.Getenv("PATH"))
	h.write(filepath.Join(r.repository, ".git", "HEAD"), "")
	h.write(filepath.Join(r.repository, ".telemetry-ls.json"), page.policy(t))
	return r
}

// step runs a script as a pipeline does, and returns its output and exit code.
func (r *runner) step(script string) (string, int) {
	r.t.Helper()
	cmd := exec.Command("bash", "-e", "-c", script)
	cmd.Dir, cmd.Env = r.repository, r.env
	return outcome(r.t, cmd)
}

// pipeline runs steps, which succeed. Without the first, which switches the mode, the
// check of the mode fails.
func (r *runner) pipeline(steps []string) {
	r.t.Helper()
	if len(steps) != 4 || steps[0] != "go telemetry off" {
		r.t.Fatalf("unknown steps %q", steps)
	}
	for _, script := range steps[1:] {
		out, code := r.step(script)
		if failing := script == "telemetry-ls status --check"; (code == 1) != failing || code > 1 {
			r.t.Errorf("without go telemetry off: %s: exit code %d\n%s", script, code, out)
		}
	}
	for _, script := range steps {
		if out, code := r.step(script); code != 0 {
			r.t.Errorf("%s: exit code %d\n%s", script, code, out)
		}
	}
	if out, _ := r.step("go telemetry"); out != "off\n" {
		r.t.Errorf("the mode is %q afterward", out)
	}
}

// withSnippet puts a snippet into the repository of the runner. The lint finds nothing in it.
func (r *runner) withSnippet(name, text string) {
	r.t.Helper()
	r.write(filepath.Join(r.repository, filepath.FromSlash(name)), text)
	if out, err := exec.Command(serverPath, "check", r.repository).CombinedOutput(); err != nil {
		r.t.Errorf("the lint about %s: %v\n%s", name, err, out)
	}
}

func TestGitHubActions(t *testing.T) {
	page := readCIPage(t)
	r := newRunner(t, page)
	text := page.snippet(t, "GitHub Actions", "yaml", 0)
	r.withSnippet(".github/workflows/telemetry.yml", text)
	var workflow struct {
		Jobs map[string]struct {
			RunsOn string `yaml:"runs-on"`
			Steps  []struct{ Name, Uses, Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(text), &workflow); err != nil {
		t.Fatal(err)
	}
	var steps, uses []string
	for _, s := range workflow.Jobs["telemetry"].Steps {
		if s.Run != "" {
			steps = append(steps, s.Run)
		} else {
			uses = append(uses, s.Uses)
		}
	}
	if !slices.Equal(uses, []string{"actions/checkout@v5", "actions/setup-go@v6"}) {
		t.Errorf("the job uses %q", uses)
	}
	r.pipeline(steps)
}

func TestGitLabCI(t *testing.T) {
	page := readCIPage(t)
	r := newRunner(t, page)
	text := page.snippet(t, "GitLab CI", "yaml", 0)
	r.withSnippet(".gitlab-ci.yml", text)
	var jobs map[string]struct {
		Image  string
		Script []string
	}
	if err := yaml.Unmarshal([]byte(text), &jobs); err != nil {
		t.Fatal(err)
	}
	r.pipeline(jobs["telemetry"].Script)
}

// inOwn makes a command see a copy of a system directory, which it may change.
func (h *home) inOwn(system string, cmd *exec.Cmd) *exec.Cmd {
	h.t.Helper()
	dir := filepath.Join(h.path, "own")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		h.t.Fatal(err)
	}
	script := `system=$1; shift; mount -t tmpfs -o mode=755 tmpfs "$0" && mkdir "$0/upper" "$0/work" &&
		mount -t overlay -o "lowerdir=$system,upperdir=$0/upper,workdir=$0/work" overlay "$system" && exec "$@"`
	wrap := func(args ...string) *exec.Cmd {
		wrapped := exec.Command("sh", append([]string{"-c", script, dir, system}, args...)...)
		wrapped.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
		return wrapped
	}
	if out, err := wrap("true").CombinedOutput(); err != nil {
		requires.Skip(h.t, "mount", "nothing can be mounted over "+system+": "+err.Error()+" "+string(out))
	}
	wrapped := wrap(cmd.Args...)
	wrapped.Dir, wrapped.Env = cmd.Dir, cmd.Env
	return wrapped
}

func TestDockerfile(t *testing.T) {
	page := readCIPage(t)
	r := newRunner(t, page)
	text := page.snippet(t, "Dockerfile", "dockerfile", 0)
	r.withSnippet("Dockerfile", text)
	r.write(filepath.Join(r.repository, "policy.json"), page.policy(t))
	var build []string
	for line := range strings.Lines(text) {
		instruction, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch from, to, _ := strings.Cut(rest, " "); instruction {
		case "FROM":
		case "COPY":
			build = append(build, "install -D -m 0644 "+from+" "+to)
		case "RUN":
			build = append(build, rest)
		default:
			t.Fatalf("unknown instruction %q", line)
		}
	}
	if err := os.Remove(filepath.Join(r.repository, ".telemetry-ls.json")); err != nil { // an image has no repository
		t.Fatal(err)
	}
	run := func(lines []string) (string, int) {
		cmd := exec.Command("bash", "-e", "-c", strings.Join(lines, "\n"))
		cmd.Dir, cmd.Env = r.repository, r.env
		return outcome(t, r.inOwn("/etc", cmd))
	}
	without := slices.DeleteFunc(slices.Clone(build), func(line string) bool { return line == "go telemetry off" })
	if out, code := run(without); code != 1 || len(without)+1 != len(build) || !strings.Contains(out, "/etc/telemetry-ls/policy.json") {
		t.Errorf("without go telemetry off: exit code %d\n%s", code, out)
	}
	if out, code := run(build); code != 0 {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

func TestAnsible(t *testing.T) {
	playbook := requires.Program(t, "ansible-playbook")
	page := readCIPage(t)
	r := newRunner(t, page)
	r.withSnippet("telemetry.yml", page.snippet(t, "Ansible", "yaml", 0))
	if err := os.Remove(filepath.Join(r.repository, ".telemetry-ls.json")); err != nil {
		t.Fatal(err)
	}
	play := playbook + ` -c local -i localhost, telemetry.yml`
	cmd := exec.Command("bash", "-e", "-c", strings.Join([]string{
		play, play, serverPath + " status --check", "go telemetry local", serverPath + " status --check || echo drift", play, "go telemetry",
	}, "\n"))
	cmd.Dir, cmd.Env = r.repository, append(r.env, "LC_ALL=C.UTF-8", "ANSIBLE_NOCOLOR=1", "ANSIBLE_LOCALHOST_WARNING=False")
	out, code := outcome(t, r.inOwn("/etc", cmd))
	var recaps []string
	for line := range strings.Lines(out) {
		if _, counts, is := strings.Cut(line, "ok="); is {
			recaps = append(recaps, strings.Fields(counts)[1])
		}
	}
	if !slices.Equal(recaps, []string{"changed=3", "changed=0", "changed=1"}) || code != 0 || !strings.Contains(out, "drift\n") || !strings.HasSuffix(out, "\noff\n") {
		t.Errorf("exit code %d, %q\n%s", code, recaps, out)
	}
}

func TestNix(t *testing.T) {
	nix := requires.Program(t, "nix-instantiate")
	page := readCIPage(t)
	r := newRunner(t, page)
	for i, name := range []string{"module.nix", "home.nix"} {
		r.withSnippet(name, page.snippet(t, "Nix", "nix", i))
	}
	evaluate := func(expression string) (text string) {
		t.Helper()
		cmd := exec.Command(nix, "--eval", "--strict", "--json", "-E", expression)
		cmd.Dir, cmd.Env = r.repository, append(r.env, "NIX_REMOTE=dummy://")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out, &text); err != nil {
			t.Fatal(err)
		}
		return text
	}
	if got := evaluate(`(import ./home.nix).programs.go.telemetry.mode`); got != "off" {
		t.Errorf("home-manager's mode is %q", got)
	}
	r.write(filepath.Join(r.repository, "policy.json"), evaluate(`(import ./module.nix).environment.etc."telemetry-ls/policy.json".text`))
	check := serverPath + " status --check --policy policy.json"
	for script, want := range map[string]int{"go telemetry local; " + check: 1, "go telemetry off; " + check: 0} {
		if out, code := r.step(script); code != want {
			t.Errorf("%s: exit code %d, want %d\n%s", script, code, want, out)
		}
	}
}
