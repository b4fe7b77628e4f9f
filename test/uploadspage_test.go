package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestUploadsPage reads the page about uploads as a user in mode on does, after the real go
// command has uploaded a week that an older release counted, with an upload config that
// doesn't list the release in use yet.
func TestUploadsPage(t *testing.T) {
	h := newHome(t)
	release := strings.TrimSpace(h.run(h.path, "go", "env", "GOVERSION"))
	series, patch, _ := strings.Cut(strings.TrimPrefix(release, "go1."), ".")
	if patch == "" || strings.ContainsAny(patch, "-: ") {
		t.Skipf("%s is not a release", release)
	}
	if err := os.RemoveAll(h.telemetryDir()); err != nil { // go env has counted
		t.Fatal(err)
	}
	older := "go1." + series + "rc1"
	today := time.Now().UTC()
	day := func(n int) string { return today.AddDate(0, 0, n).Format(time.DateOnly) }
	dir := h.telemetryDir()
	h.write(filepath.Join(dir, "mode"), "on "+day(-100))
	h.write(filepath.Join(dir, "debug", "README"), "")
	h.write(filepath.Join(dir, "local", "a.v1.count"), string(counttest.CounterFile{
		Program: "cmd/go", Version: older, GoVersion: older, Begin: day(-9), End: day(-3),
		Counts: []counttest.Count{{Name: "go/invocations", Value: 3}, {Name: "go/subcommand:/home/bob", Value: 1}},
	}.Bytes()))
	config := `{"GoVersion":["` + older + `"],"SampleRate":1,"Programs":[{"Name":"cmd/go","Versions":["` + older + `"],"Counters":[{"Name":"go/invocations","Rate":1}]}]}`

	authority := newAuthority(t)
	office := newPostOffice(t, authority, func(string) int { return 200 })
	env := append(append(goEnv(h.path), proxyEnv(configProxy(t, "v0.900.0", []byte(config)), filepath.Join(h.path, "mod"))...), office.env(authority)...)
	runGo(t, h.path, env)
	if posts := office.empty(); len(posts) != 1 || len(posts[day(-3)]) != 1 {
		t.Fatalf("the go command uploaded %v", posts)
	}

	show := exec.Command(serverPath, "show", "uploads")
	show.Env = env
	out, err := show.Output()
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(out)), " ")
	for _, want := range []string{
		"# Uploads from this machine **Your Go " + strings.TrimPrefix(release, "go") + " is not in the upload config of 2026-08-20 yet, so nothing of its toolchain is uploaded.**",
		"Last accepted upload: week ending " + day(-3),
		"Accepted: 1 counter of 1 program, approved by upload config v0.900.0.",
		"<https://telemetry.go.dev/data/" + day(-3) + ">, which may not exist yet or be incomplete.",
		"has 1 more counter, not uploaded, by the upload config of that upload: - The counter is not approved: 1",
		"## Log of Go's uploader",
		"Uploaded " + day(-3) + `.json to "https://telemetry.go.dev/upload/`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "/home/bob") {
		t.Error("the page names a counter that stays on this machine")
	}

	e := h.start(serverPath, env...)
	initialize(e, h.path, map[string]any{"prompt": "never"})
	var opened struct{ Text string }
	e.Execute("telemetry-ls.open", map[string]any{"document": "uploads", "show": false}, &opened)
	if opened.Text != string(out) {
		t.Errorf("the page in an editor:\n%s\non the command line:\n%s", opened.Text, out)
	}
	if t.Failed() {
		t.Logf("%s", out)
	}
}
