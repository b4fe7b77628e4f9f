package test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
	"github.com/telemetry-ls/telemetry-ls/internal/schematest"
)

// fleetCounts exports the counts of three accounts to files in dir/fleet, and returns dir.
func fleetCounts(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	report := func(goVersion, counters, stacks string) string {
		return `{"Week":"","LastWeek":"","X":0.5,"Programs":[` +
			`{"Program":"cmd/go","Version":"` + goVersion + `","GoVersion":"` + goVersion + `","GOOS":"linux","GOARCH":"amd64","Counters":{` + counters + `},"Stacks":{}},` +
			`{"Program":"golang.org/x/tools/gopls","Version":"v0.23.0","GoVersion":"go1.26.0","GOOS":"linux","GOARCH":"amd64","Counters":{},"Stacks":{` + stacks + `}}],"Config":"v0.1.0"}`
	}
	for _, a := range []struct {
		machine, account string
		files            map[string]string
	}{
		{"build-1", "alice", map[string]string{
			"local/local.2026-11-01.json": report("go1.25.4", `"go/invocations":7,"o'clock \"x\"":1`, ``), "upload/2026-11-01.json": "{}",
			"local/local.2026-11-08.json": report("go1.26.0", `"go/invocations":9`, `"crash/crash\nmain.f:+1,+0x2\nmain.g:+2":2`), "upload/2026-11-08.json": "{}",
		}},
		{"build-1", "bob", map[string]string{"local/local.2026-11-08.json": report("go1.26.0", `"go/invocations":1`, `"gopls/bug\nmain.f:+1":1`)}},
		{"build-2", "carol", map[string]string{"local/local.2026-10-04.json": report("go1.24.0", `"go/invocations":1`, ``), "local/local.2026-11-15.json": report("go1.26.0", `"go/invocations":1`, `"gopls/bug\nmain.f:+1":1`)}},
	} {
		h := newHome(t)
		for name, text := range a.files {
			h.write(filepath.Join(h.telemetryDir(), filepath.FromSlash(name)), text)
		}
		text := h.run(h.path, serverPath, "export", "--ndjson", "--label", "machine="+a.machine, "--label", "account="+a.account)
		h.write(filepath.Join(dir, "fleet", a.machine+"-"+a.account+".ndjson"), text)
	}
	return dir
}

// fleetAnswers are the answers to the questions of docs/fleet.md, in order.
var fleetAnswers = [][]string{
	{"go1.26.0|2", "go1.25.4|1"},
	{"golang.org/x/tools/gopls|v0.23.0|2|4"},
	{"build-1|alice|2|2026-11-08"},
}

// TestSQLite loads the counts into SQLite and asks the questions of docs/fleet.md, twice,
// because files are loaded again every day.
func TestSQLite(t *testing.T) {
	sqlite := requires.Program(t, "sqlite3")
	dir := fleetCounts(t)
	run := func(script string) string {
		cmd := exec.Command(sqlite, "-bail", "fleet.db")
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(script)
		cmd.Env = append(os.Environ(), "HOME="+dir) // no settings of the developer
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s\n%s", err, out, script)
		}
		return strings.TrimSpace(string(out))
	}
	load := fleetPage(t, "sql table")[0] + fleetPage(t, "sql sqlite")[0]
	for range 2 {
		if out := run(load); out != "" {
			t.Errorf("loading prints %q", out)
		}
		for i, question := range fleetPage(t, "sql") {
			if diff := cmp.Diff(fleetAnswers[i], strings.Split(run(question), "\n")); diff != "" {
				t.Errorf("%s(-want +got)\n%s", question, diff)
			}
		}
	}
	if got := run("SELECT count(*), sum(counter = 'crash/crash' || char(10) || 'main.f:+1,+0x2' || char(10) || 'main.g:+2'), sum(counter = 'o''clock \"x\"') FROM counts;"); got != "9|1|1" {
		t.Errorf("counters: %s", got)
	}
}

// TestDuckDB does the same in DuckDB.
func TestDuckDB(t *testing.T) {
	modules, err := filepath.Abs("../.cache/duckdb/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(modules); err != nil {
		requires.Skip(t, "duckdb", "`scripts/provision duckdb` installs it")
	}
	node := requires.Program(t, "node")
	script, err := filepath.Abs("testdata/fleet/duckdb.mjs")
	if err != nil {
		t.Fatal(err)
	}
	dir := fleetCounts(t)
	for i, question := range fleetPage(t, "sql") {
		load := fleetPage(t, "sql duckdb")[0]
		cmd := exec.Command(node, script, modules, fleetPage(t, "sql table")[0], load, load, question)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", question, err, out)
		}
		var rows [][]any
		if err := json.Unmarshal(out, &rows); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		var got []string
		for _, row := range rows {
			var columns []string
			for _, v := range row {
				columns = append(columns, fmt.Sprint(v))
			}
			got = append(got, strings.Join(columns, "|"))
		}
		if diff := cmp.Diff(fleetAnswers[i], got); diff != "" {
			t.Errorf("%s(-want +got)\n%s", question, diff)
		}
	}
}

// TestSchemaOfRows checks the lines without labels against their schema.
func TestSchemaOfRows(t *testing.T) {
	h := newHome(t)
	counttest.FillFiles(t, h.telemetryDir(), 8, 8, time.Now())
	text := h.run(h.path, serverPath, "export", "--ndjson")
	if n := strings.Count(text, "\n"); n < 100 {
		t.Errorf("%d lines", n)
	}
	for line := range strings.Lines(text) {
		schematest.Fits(t, "../docs/schemas/export.json", []byte(line))
	}
}
