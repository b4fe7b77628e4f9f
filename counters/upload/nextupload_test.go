package upload

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// randomDirectory fills a telemetry directory with weeks around noon in all states, and
// with obstacles to uploads.
func randomDirectory(t *testing.T, random *rand.Rand) string {
	t.Helper()
	dir := t.TempDir()
	report := func(week string) []byte { return fmt.Appendf(nil, `{"Week":%q,"X":0.25,"Config":"v0.1.0"}`, week) }
	for i := range 8 {
		end := counttest.Noon.AddDate(0, 0, 7*(2-i)-random.IntN(7))
		week := end.Format(time.DateOnly)
		file := counttest.CounterFile{
			Program: "cmd/go", Version: "go1.26.8", Begin: end.AddDate(0, 0, -1-random.IntN(7)).Format(time.DateOnly), End: week,
			Counts: []counttest.Count{{Name: "go/invocations", Value: 1}}[:random.IntN(2)],
		}
		if random.IntN(3) == 0 {
			counttest.Put(t, dir, fmt.Sprintf("local/go-%d.v1.count", i), file.Bytes())
		}
		for _, name := range []string{"local/" + week + ".json", "local/local." + week + ".json", "upload/" + week + ".json", "upload/" + week + ".json.lock"} {
			if random.IntN(6) == 0 {
				counttest.Put(t, dir, name, report(week))
			}
		}
	}
	for name, content := range map[string]string{"local/0.json": "{}", "local/notes.json": "{}", "local/bad.v1.count": withHeaderLength(counttest.CounterFile{}, 0)} {
		if random.IntN(12) == 0 {
			counttest.Put(t, dir, name, []byte(content))
		}
	}
	if random.IntN(4) == 0 {
		counttest.Put(t, dir, "local/upload.token", nil)
		at := counttest.Noon.Add(-time.Duration(random.IntN(48)) * time.Hour)
		if err := os.Chtimes(filepath.Join(dir, "local", "upload.token"), at, at); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestNextUploadIsTheSame checks that previews of any number of weeks agree about the next
// upload.
func TestNextUploadIsTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 9))
	known := 0
	for i := range 300 {
		dir := randomDirectory(t, random)
		opt := Options{Mode: []string{"on", "on", "on", "local", "off"}[random.IntN(5)], Now: counttest.Noon, Config: ownUploadConfig(t)}
		if random.IntN(4) > 0 {
			opt.Since = counttest.Noon.AddDate(0, 0, -random.IntN(60))
		}
		if random.IntN(5) == 0 {
			opt.Config = nil
		}
		full := previewOf(t, dir, opt)
		first := ""
		for _, w := range full.Weeks {
			if w.WouldUpload != (w.When != nil) {
				t.Fatalf("directory %d: week %s would be uploaded: %v, on %v", i, w.Week, w.WouldUpload, w.When)
			}
			if w.When != nil && (first == "" || *w.When < first) {
				first = *w.When
			}
		}
		if deref(full.NextUpload) != first {
			t.Errorf("directory %d: next upload %q, want that of the first week, %q", i, deref(full.NextUpload), first)
		}
		known += len(first) / weeks.DayLength
		for name, change := range map[string]func(*Options){
			"brief": func(o *Options) { o.Brief = true }, "one week": func(o *Options) { o.Weeks = 1 },
		} {
			other := opt
			change(&other)
			p := previewOf(t, dir, other)
			if d := cmp.Diff([]any{full.NextUpload, full.NextWeek, full.Uploads}, []any{p.NextUpload, p.NextWeek, p.Uploads}); d != "" {
				t.Errorf("directory %d, %s: (-all weeks +%s)\n%s", i, name, name, d)
			}
		}
	}
	if known < 50 {
		t.Errorf("only %d of the directories have a next upload", known)
	}
}

// TestTokenFromTheFuture checks that a blocker says when Go tries to upload again.
func TestTokenFromTheFuture(t *testing.T) {
	dir := t.TempDir()
	path := counttest.Put(t, dir, "local/upload.token", nil)
	date := counttest.Day("2027-11-26")
	if err := os.Chtimes(path, date, date); err != nil {
		t.Fatal(err)
	}
	p := previewOf(t, dir, Options{Mode: "on", Now: counttest.Noon, Config: ownUploadConfig(t)})
	want := "Go won't try to upload before 2027-11-27: local/upload.token is dated 2027-11-26, in the future"
	if len(p.Uploads.Blocked) != 1 || p.Uploads.Blocked[0].Message != want || p.Uploads.LastTry != nil {
		t.Errorf("got %+v, want %q", p.Uploads, want)
	}
}
