package check

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/internal/schematest"
	"github.com/telemetry-ls/telemetry-ls/lint/walk"
)

const script = "GOTELEMETRY=off go vet\r\ngo telemetry nope\r\n"

func temporary(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func report(t *testing.T, fix bool, paths ...string) (r Report, fixed int) {
	t.Helper()
	w := Start(context.Background(), paths, fix)
	for results := range w.Results {
		for _, result := range results {
			r.Add(result)
			fixed += result.Fixed
		}
	}
	return r, fixed
}

func TestFix(t *testing.T) {
	path := temporary(t, "x.sh", "\ufeff"+script)
	r, fixed := report(t, true, path)
	if len(r.Findings) != 1 || r.Findings[0].Code != "invalid-mode" || fixed != 1 || len(r.Problems) > 0 {
		t.Errorf("%+v, %d fixed", r, fixed)
	}
	if got, want := read(t, path), "\ufeffgo vet\r\ngo telemetry nope\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestFixChanged checks that a file that another program changed is left alone.
func TestFixChanged(t *testing.T) {
	path := temporary(t, "x.sh", "changed")
	results := new(Walk).fixFile(walk.File{Path: "x.sh", Full: "/x.sh", Real: path, Text: script})
	if len(results) != 2 || len(results[0].Findings) != 2 || results[1].Problem == nil || results[1].Problem.Code != Changed {
		t.Errorf("%+v", results)
	}
	if got := read(t, path); got != "changed" {
		t.Errorf("wrote %q", got)
	}
}

func TestFixUnwritable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root can write everything")
	}
	path := temporary(t, "x.sh", script)
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	r, fixed := report(t, true, path)
	if len(r.Problems) != 1 || r.Problems[0].Code != Unwritable || len(r.Findings) != 2 || fixed != 0 {
		t.Errorf("%+v, %d fixed", r, fixed)
	}
}

// TestProblemMatcher checks that the pattern for GitHub Actions matches our lines.
func TestProblemMatcher(t *testing.T) {
	var matcher struct {
		ProblemMatcher []struct {
			Pattern []struct {
				Regexp                            string
				File, Line, Column, Message, Code int
			}
		}
	}
	if err := json.Unmarshal([]byte(read(t, "../../docs/problem-matcher.json")), &matcher); err != nil {
		t.Fatal(err)
	}
	p := matcher.ProblemMatcher[0].Pattern[0]
	for _, f := range Text("dir/a: b (x).sh", "x.sh", script) {
		m := regexp.MustCompile(p.Regexp).FindStringSubmatch(f.String())
		if m == nil {
			t.Errorf("%s doesn't match", f)
			continue
		}
		if got := []string{m[p.File], m[p.Message], m[p.Code]}; got[0] != f.File || got[1] != f.Message || got[2] != f.Code {
			t.Errorf("%s: got %q", f, got)
		}
	}
}

// TestSARIF checks the parts of the format that its schema requires.
func TestSARIF(t *testing.T) {
	r := Report{Findings: Text("dir/\u00fc 100%.sh", "x.sh", script), Problems: []Problem{{"/a", Unreadable, "gone"}}}
	raw, err := plainjson.Marshal(ToSARIF(r, "v1"))
	if err != nil {
		t.Fatal(err)
	}
	var log SARIF
	if err := json.Unmarshal(raw, &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if log.Version != "2.1.0" || run.ColumnKind != "utf16CodeUnits" || len(run.Results) != 2 || run.Invocations[0].Successful {
		t.Errorf("%s", raw)
	}
	for _, result := range run.Results {
		if rule := run.Tool.Driver.Rules[result.RuleIndex]; rule.ID != result.RuleID || rule.FullDescription.Text == "" || rule.HelpURI == "" {
			t.Errorf("rule %+v of %+v", rule, result)
		}
		if uri := result.Locations[0].Physical.Artifact.URI; uri != "dir/%C3%BC%20100%25.sh" {
			t.Errorf("URI %s", uri)
		}
	}
	fix := run.Results[0].Fixes[0].Changes[0].Replacements[0]
	if fix.Deleted != (sarifRegion{1, 1, 1, 17}) || fix.Inserted.Text != "" || len(run.Results[1].Fixes) > 0 || run.Results[1].Level != "error" {
		t.Errorf("%s", raw)
	}
	if strings.Contains(string(raw), "null") {
		t.Errorf("the schema allows no null: %s", raw)
	}
	for file, want := range map[string]string{"./a.sh": "a.sh", "/a b.sh": "file:///a%20b.sh", "C:/a.sh": "file:///C:/a.sh", "a:b.sh": "./a:b.sh", "../x": "../x"} {
		if got := artifact(file).URI; got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
}

// TestSchema checks that a report fits its JSON Schema.
func TestSchema(t *testing.T) {
	r := Report{Findings: Text("x.sh", "x.sh", script)[:1], Problems: []Problem{{"/a", Unreadable, "gone"}}}
	raw, err := plainjson.Marshal(struct {
		Schema int `json:"schema"`
		Report
	}{1, r})
	if err != nil {
		t.Fatal(err)
	}
	schematest.Fits(t, "../../docs/schemas/check.json", raw)
}
