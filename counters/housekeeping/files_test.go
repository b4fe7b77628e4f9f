package housekeeping

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	gopls := counttest.CounterFile{Program: "golang.org/x/tools/gopls", Version: "v0.23.0", Begin: "2026-11-22", End: "2026-11-29"}
	for name, content := range map[string]string{
		"mode": "on 2026-11-01", "local/weekends": "0\n", "local/upload.token": "", "local/local.2026-11-15.json": "{}",
		"local/2026-11-15.json": "{}", "upload/2026-11-08.json": "{}", "upload/2026-11-08.json.lock": "", "debug/go.log": "log",
		"local/gopls.v1.count": string(gopls.Bytes()), "local/bad.v1.count": "bad", "local/x.v2.count": "", "local/local.x.json": "",
		"notes/deep/file": "12345", "local/sub/a.v1.count": "", "upload/readme.json": "", "local/x-2026-11-15.json": "{}",
	} {
		path := counttest.Put(t, dir, name, []byte(content))
		if err := os.Chtimes(path, counttest.Noon, counttest.Noon); err != nil {
			t.Fatal(err)
		}
	}
	list, err := List(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range list.Files {
		line := f.Path + " " + f.Kind
		for _, s := range []*string{f.Program, f.Version, f.Week} {
			if s != nil {
				line += " " + *s
			}
		}
		if f.Modified != "2026-11-22T12:00:00Z" {
			t.Errorf("%s: modified %s", f.Path, f.Modified)
		}
		got = append(got, line)
	}
	want := []string{
		"debug/go.log debug",
		"local/2026-11-15.json ready-report 2026-11-15",
		"local/bad.v1.count counters",
		"local/gopls.v1.count counters golang.org/x/tools/gopls v0.23.0 2026-11-29",
		"local/local.2026-11-15.json local-report 2026-11-15",
		"local/local.x.json foreign",
		"local/sub/a.v1.count foreign",
		"local/upload.token upload-token",
		"local/weekends weekends",
		"local/x-2026-11-15.json ready-report 2026-11-15",
		"local/x.v2.count foreign",
		"mode mode",
		"notes/deep/file foreign",
		"upload/2026-11-08.json sent-report 2026-11-08",
		"upload/2026-11-08.json.lock foreign",
		"upload/readme.json foreign",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if want := int64(16384 + 13 + 2 + 8 + 3 + 3 + 5); list.Bytes != want || list.Dir != dir {
		t.Errorf("%d bytes in %s, want %d", list.Bytes, list.Dir, want)
	}
	shape := counttest.AsJSON(t, list.Files[0])
	wantShape := counttest.ParseJSON(t, `{"path":"debug/go.log","kind":"debug","program":null,"version":null,"week":null,"bytes":3,"modified":"2026-11-22T12:00:00Z"}`)
	if d := cmp.Diff(wantShape, shape); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestFilesOfNothing(t *testing.T) {
	list, err := List(filepath.Join(t.TempDir(), "none"))
	if err != nil || list.Files == nil || len(list.Files) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

// cleanScene makes a directory with five weeks in all states. The time is noon.
func cleanScene(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	file := func(begin, end string) []byte {
		return counttest.CounterFile{Begin: begin, End: end, Counts: []counttest.Count{{Name: "a", Value: 1}}}.Bytes()
	}
	counttest.Put(t, dir, "mode", []byte("on 2026-01-01"))
	counttest.Put(t, dir, "local/weekends", []byte("0\n"))
	counttest.Put(t, dir, "local/upload.token", nil)
	counttest.Put(t, dir, "debug/old.log", []byte("log"))
	counttest.Put(t, dir, "local/old.v1.count", file("2026-10-20", "2026-10-25"))
	counttest.Put(t, dir, "local/left.v1.count", file("2026-10-12", "2026-10-18"))
	counttest.Put(t, dir, "local/local.2026-10-18.json", []byte("{}"))
	counttest.Put(t, dir, "upload/2026-10-18.json", []byte("{}"))
	counttest.Put(t, dir, "upload/2026-10-11.json", []byte("{}"))
	counttest.Put(t, dir, "local/2026-10-04.json", []byte("{}"))
	counttest.Put(t, dir, "local/local.2026-10-04.json", []byte("{}"))
	counttest.Put(t, dir, "local/local.2026-11-01.json", []byte("12"))
	counttest.Put(t, dir, "local/recent.v1.count", file("2026-11-20", "2026-11-22"))
	counttest.Put(t, dir, "local/running.v1.count", file("2026-11-22", "2026-11-29"))
	counttest.Put(t, dir, "local/bad.v1.count", []byte("bad"))
	return dir
}

func planned(p *Plan) []string {
	lines := []string{}
	for _, f := range p.Files {
		line := f.Path
		if f.Note != nil {
			line += ": " + *f.Note
		}
		lines = append(lines, line)
	}
	return lines
}

func TestPlanClean(t *testing.T) {
	old := []string{
		"local/left.v1.count", "local/old.v1.count", "local/2026-10-04.json: cancels an upload",
		"local/local.2026-10-04.json", "local/local.2026-10-18.json",
	}
	all := []string{
		"local/left.v1.count", "local/old.v1.count", "local/recent.v1.count: cancels an upload", "local/2026-10-04.json: cancels an upload",
		"local/local.2026-10-04.json", "local/local.2026-10-18.json", "local/local.2026-11-01.json", "upload/2026-10-11.json",
	}
	for _, test := range []struct {
		name string
		opt  Options
		want []string
	}{
		{"21 days ago", Options{}, append(old[:5:5], "local/local.2026-11-01.json", "upload/2026-10-11.json")},
		{"before a day", Options{Before: counttest.Day("2026-10-31")}, append(old[:5:5], "upload/2026-10-11.json")},
		{"before the first", Options{Before: counttest.Day("2026-10-03")}, []string{}},
		{"on the end of a week", Options{Before: counttest.Day("2026-10-04")}, []string{"local/2026-10-04.json: cancels an upload", "local/local.2026-10-04.json"}},
		{"in a year", Options{Before: counttest.Day("2027-11-01"), Mode: "on"}, all},
		{"in a year, mode off", Options{Before: counttest.Day("2027-11-01"), Mode: "off"}, strings.Split(strings.Replace(strings.Join(all, "\n"), "recent.v1.count: cancels an upload", "recent.v1.count", 1), "\n")},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := cleanScene(t)
			before := counttest.Tree(t, dir)
			test.opt.Now = counttest.Noon
			plan, err := PlanCleanup(dir, test.opt)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, planned(plan)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			if d := cmp.Diff(before, counttest.Tree(t, dir)); d != "" || plan.Deleted {
				t.Errorf("planning has deleted files: (-before +after)\n%s", d)
			}
			plan.Execute()
			gone := map[string]bool{}
			for _, line := range test.want {
				path, _, _ := strings.Cut(line, ":")
				gone[path] = true
			}
			var left []string
			for _, path := range before {
				if !gone[path] {
					left = append(left, path)
				}
			}
			if d := cmp.Diff(left, counttest.Tree(t, dir)); d != "" || plan.Deleted != (len(test.want) > 0) || len(plan.Problems) > 0 {
				t.Errorf("files left, deleted %t: (-want +got)\n%s\n%v", plan.Deleted, d, plan.Problems)
			}
		})
	}
}

func TestCleanKeepsChangedFiles(t *testing.T) {
	dir := cleanScene(t)
	plan, err := PlanCleanup(dir, Options{Now: counttest.Noon})
	if err != nil {
		t.Fatal(err)
	}
	counttest.Put(t, dir, "local/left.v1.count", []byte("another"))
	counttest.Remove(t, dir, "local/old.v1.count")
	plan.Execute()
	got := planned(plan)
	want := []string{"local/2026-10-04.json: cancels an upload", "local/local.2026-10-04.json", "local/local.2026-11-01.json", "upload/2026-10-11.json"}
	if d := cmp.Diff(want, got); d != "" || plan.Bytes != 8 {
		t.Errorf("deleted, %d bytes: (-want +got)\n%s", plan.Bytes, d)
	}
	if len(plan.Problems) != 2 || !strings.HasPrefix(plan.Problems[0].Message, "not deleted: it has changed since ") ||
		plan.Problems[1] != (problem.Problem{File: "local/local.2026-10-18.json", Code: "kept", Message: "not deleted: local/left.v1.count still exists, so Go could upload the week twice"}) {
		t.Errorf("problems: %v", plan.Problems)
	}
}

func TestCleanShape(t *testing.T) {
	plan, err := PlanCleanup(t.TempDir(), Options{Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(counttest.ParseJSON(t, `{"files":[],"bytes":0,"deleted":false,"problems":[]}`), counttest.AsJSON(t, plan)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
