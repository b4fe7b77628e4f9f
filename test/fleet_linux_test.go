package test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// exportsFor writes the metrics of this home as the timer of docs/fleet.md does.
func (h *home) exportsFor(account, dir string) {
	h.t.Helper()
	h.run(h.path, serverPath, fleetCommand(h.t, account, dir)...)
}

// accountWith returns the home of an account with a mode file and, unless it is "", a
// policy.
func accountWith(t *testing.T, mode, policy string) *home {
	t.Helper()
	h := newHome(t)
	h.write(filepath.Join(h.telemetryDir(), "mode"), mode)
	if policy != "" {
		h.write(filepath.Join(h.path, ".telemetry-ls.json"), `{"policy": {"mode": "`+policy+`"}}`)
	}
	return h
}

// TestFleet plays a fleet of four machines with a real Prometheus and real node exporters.
// It asks the questions of docs/fleet.md and those of the dashboard.
func TestFleet(t *testing.T) {
	var targets, dirs []string
	for range 4 {
		dir := t.TempDir()
		dirs = append(dirs, dir)
		targets = append(targets, startListening(t, "prometheus-node-exporter", "--collector.disable-defaults", "--collector.textfile", "--collector.textfile.directory="+dir))
	}
	alice := accountWith(t, "local 2026-11-01", "off")
	alice.exportsFor("alice", dirs[0])
	accountWith(t, "local 2026-11-01", "local").exportsFor("bob", dirs[0])
	accountWith(t, "on 2026-11-01", "local").exportsFor("carol", dirs[1])
	accountWith(t, "", "off").exportsFor("dave", dirs[1])
	accountWith(t, "off 2026-11-01", "off").exportsFor("erin", dirs[2])
	uploads := accountWith(t, "on 2026-11-01", "")
	uploads.write(filepath.Join(uploads.telemetryDir(), "upload", "2026-11-15.json"), "{}")
	uploads.write(filepath.Join(uploads.telemetryDir(), "local", "2026-11-22.json"), "{}")
	const strange = `a\b"c}, d=é` + "\n"
	uploads.run(uploads.path, serverPath, "export", "--prometheus", filepath.Join(dirs[3], "x.prom"), "--label", "account="+strange)

	p := startPrometheus(t, targets)
	p.await("count(go_telemetry_mode_info)", "6")
	questions := fleetPage(t, "promql")
	for i, want := range [][]string{{"2"}, {"0", "0", "0"}, {"1", "2", "3"}} {
		var got []string
		for _, r := range p.query(questions[i]) {
			got = append(got, fmt.Sprint(r.Value[1]))
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s\ngot %q, want %q", questions[i], got, want)
		}
	}
	if got := p.query(questions[3]); len(got) != 1 || got[0].Metric["account"] != strange {
		t.Errorf("%s\ngot %q", questions[3], got)
	}
	if got := p.query(strings.ReplaceAll(questions[4], "86400", "-1")); len(got) != 5 {
		t.Errorf("%s\ngot %q", questions[4], got)
	}
	for _, question := range dashboardQuestions(t) {
		if len(p.query(question)) == 0 {
			t.Errorf("the dashboard asks %s, which has no answer", question)
		}
	}
	p.await(`count(ALERTS{alertname="GoTelemetryPolicyDrift",alertstate="pending"})`, "3")

	// A user follows the policy; the next export shows it.
	alice.run(alice.path, serverPath, "set", "off")
	alice.exportsFor("alice", dirs[0])
	p.await(questions[0], "1")
}

// dashboardQuestions returns the questions of the dashboard.
func dashboardQuestions(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile("../docs/fleet/dashboard.json")
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(raw, &dashboard); err != nil {
		t.Fatal(err)
	}
	var questions []string
	for _, panel := range dashboard.Panels {
		if panel.Title == "" || len(panel.Targets) == 0 {
			t.Errorf("a panel without a title or a question: %+v", panel)
		}
		for _, target := range panel.Targets {
			questions = append(questions, target.Expr)
		}
	}
	if len(questions) == 0 {
		t.Error("the dashboard asks nothing")
	}
	return questions
}

// TestPromtool has Prometheus' own tool check the metrics and the alert rules.
func TestPromtool(t *testing.T) {
	promtool := promProgram(t, "promtool")
	h := accountWith(t, "on", "local")
	h.write(filepath.Join(h.telemetryDir(), "upload", "2026-11-15.json"), "{}")
	metrics := exec.Command(serverPath, "export", "--prometheus", "--label", "a=\\\"\n")
	metrics.Dir, metrics.Env = h.path, goEnv(h.path)
	text, err := metrics.Output()
	if err != nil || strings.Count(string(text), "# TYPE ") != 8 {
		t.Fatalf("%v\n%s", err, text)
	}
	check := exec.Command(promtool, "check", "metrics")
	check.Stdin = strings.NewReader(string(text))
	rules := exec.Command(promtool, "check", "rules", "../docs/fleet/rules.yml")
	played := exec.Command(promtool, "test", "rules", "testdata/fleet/rules_test.yml")
	for _, cmd := range []*exec.Cmd{check, rules, played} {
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%q: %v\n%s", cmd.Args[1:], err, out)
		}
	}
}
