package upload

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// mkdir makes a directory in place of a file.
func mkdir(names ...string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		for _, name := range names {
			if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(name)), 0o777); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// link makes a link to a target that may not exist.
func link(target, name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		mkdir(filepath.ToSlash(filepath.Dir(name)))(t, dir)
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Skip("can't create links:", err)
		}
	}
}

// aged makes a file that seems to have been written that long ago.
func aged(name string, age time.Duration) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		counttest.Put(t, dir, name, nil)
		then := time.Now().Add(-age)
		if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(name)), then, then); err != nil {
			t.Fatal(err)
		}
	}
}

// replaced makes a file in place of a directory.
func replaced(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		counttest.Put(t, dir, name, nil)
	}
}

func several(steps ...func(*testing.T, string)) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		for _, step := range steps {
			step(t, dir)
		}
	}
}

// withHeaderLength changes the header length in a counter file.
func withHeaderLength(f counttest.CounterFile, n uint32) string {
	data := f.Bytes()
	binary.NativeEndian.PutUint32(data[len(counttest.Magic):], n)
	return string(data)
}

// blockedScenes are scenes with obstacles to the uploader.
func blockedScenes(d counttest.Days) []scene {
	last := d.Ago(3)
	goFile := counttest.CounterFile{Program: "cmd/go", Version: "go1.26.8", Begin: d.Ago(9), End: last, Counts: []counttest.Count{{Name: "go/invocations", Value: 3}}}
	week := map[string]counttest.CounterFile{"go": goFile}
	on := "on " + d.Ago(100)
	report := func(week string) string {
		return `{"Week":"` + week + `","LastWeek":"","X":0.5,"Programs":null,"Config":"v0.0.7"}`
	}
	with := func(oldnew ...string) map[string]string {
		others := map[string]string{"local/" + d.Ago(10) + ".json": report(d.Ago(10))}
		for i := 0; i < len(oldnew); i += 2 {
			others[oldnew[i]] = oldnew[i+1]
		}
		return others
	}
	both, waiting := []string{d.Ago(10), last}, []string{d.Ago(10)}
	scenes := []scene{
		{name: "a lock", others: with("upload/"+last+".json.lock", ""), weeks: waiting},
		{name: "a lock of the report that waits", others: with("upload/"+d.Ago(10)+".json.lock", ""), weeks: []string{last}},
		{name: "a lock of another week", others: with("upload/"+d.Ago(17)+".json.lock", ""), weeks: both},
		{name: "a lock that is a directory", others: with(), arrange: mkdir("upload/" + last + ".json.lock"), weeks: waiting},
		{name: "a lock that is a link", others: with(), arrange: link("nowhere", "upload/"+last+".json.lock"), weeks: waiting},

		{name: "a header of length 0", others: with("local/bad.v1.count", withHeaderLength(goFile, 0))},
		{name: "a header of length 1", others: with("local/zz.v1.count", withHeaderLength(goFile, 1))},
		{name: "a header of length 31", others: with("local/bad.v1.count", withHeaderLength(goFile, 31))},
		{name: "a header of length 32", others: with("local/bad.v1.count", withHeaderLength(goFile, 32)), weeks: both},
		{name: "a header of length 40", others: with("local/bad.v1.count", withHeaderLength(goFile, 40)), weeks: both},
		{name: "a header of length 64", others: with("local/bad.v1.count", withHeaderLength(goFile, 64)), weeks: both},
		{name: "a header of length 16385", others: with("local/bad.v1.count", withHeaderLength(goFile, 16385)), weeks: both},
		{name: "a header beyond the file", others: with("local/bad.v1.count", withHeaderLength(goFile, 1<<31)), weeks: both},
		{name: "a short file with a header of length 0", others: with("local/bad.v1.count", withHeaderLength(goFile, 0)[:16383]), weeks: both},
		{name: "a long file of zeros", others: with("local/bad.v1.count", string(make([]byte, 32<<10))), weeks: both},
		{name: "a counter file that is a directory", others: with(), arrange: mkdir("local/a.v1.count"), weeks: both},
		{name: "a header of length 0 in local", mode: "local " + d.Ago(100), others: with("local/bad.v1.count", withHeaderLength(goFile, 0))},

		{name: "a name before all dates", others: with("local/0.json", "{}")},
		{name: "no name", others: with("local/.json", "{}")},
		{name: "a name between dates", others: with("local/"+d.Ago(10)[:9]+".json", "{}")},
		{name: "a short name after all dates", others: with("local/notes.json", "{}"), weeks: waiting},
		{name: "a name of nine letters", others: with("local/ninechars.json", "{}"), weeks: waiting},
		{name: "a short name that is a directory", others: with(), arrange: mkdir("local/0.json"), weeks: both},
		{name: "a short name that is a broken link", others: with(), arrange: link("nowhere", "local/0.json"), weeks: both},
		{name: "a short name and a lock", others: with("local/0.json", "{}", "upload/"+last+".json.lock", "")},
		{name: "a short name in local", mode: "local " + d.Ago(100), others: with("local/0.json", "{}")},
		{name: "two reports of a week", others: with("local/1-"+d.Ago(10)+".json", strings.ReplaceAll(report(d.Ago(10)), "v0.0.7", "v0.0.8")), weeks: both},
		{name: "the first of two cannot be read", others: with(), arrange: mkdir("local/1-" + d.Ago(10) + ".json"), weeks: both},
		{name: "two short names", others: with("local/a.json", "{}", "local/z.json", "{}"), weeks: waiting},

		{name: "null", others: with("local/"+d.Ago(10)+".json", "null"), weeks: both},
		{name: "not JSON", others: with("local/"+d.Ago(10)+".json", "{"), weeks: both},
		{name: "an empty report", others: with("local/"+d.Ago(10)+".json", ""), weeks: both},
		{name: "a list", others: with("local/"+d.Ago(10)+".json", "[]"), weeks: both},
		{name: "a report that is a directory", others: with(), arrange: mkdir("local/" + last + ".json"), weeks: waiting},
		{name: "a report that is a broken link", others: with(), arrange: link("nowhere", "local/"+last+".json"), weeks: waiting},
		{name: "a report elsewhere", others: with("elsewhere", report(d.Ago(11))), arrange: link("../elsewhere", "local/"+d.Ago(11)+".json"), weeks: []string{d.Ago(11), d.Ago(10), last}},
		{name: "a local report that is a directory", others: with(), arrange: mkdir("local/local." + last + ".json"), weeks: waiting},
		{name: "an uploaded report that is a directory", others: with(), arrange: mkdir("upload/" + last + ".json"), weeks: waiting},
		{name: "a name that contains the day", others: with("local/"+last+"-old.json", "{}"), weeks: []string{last[4:] + "-old", d.Ago(10)}},

		{name: "a token of today", others: with(), arrange: aged("local/upload.token", time.Hour)},
		{name: "a token of nearly a day ago", others: with(), arrange: aged("local/upload.token", 23*time.Hour)},
		{name: "a token of a day ago", others: with(), arrange: aged("local/upload.token", 25*time.Hour), weeks: both},
		{name: "a token of next year", others: with(), arrange: aged("local/upload.token", -365*24*time.Hour)},
		{name: "a token that is a broken link", others: with(), arrange: link("nowhere", "local/upload.token")},
		{name: "a token that leads to itself", others: with(), arrange: link("upload.token", "local/upload.token")},
		{name: "a token that is a directory of today", others: with(), arrange: mkdir("local/upload.token")},
		{name: "an old token that is an empty directory", others: with(), arrange: several(mkdir("local/upload.token"), old("local/upload.token")), weeks: both},
		{name: "an old token that is a directory", others: with(), arrange: several(mkdir("local/upload.token/x"), old("local/upload.token"))},

		{name: "upload is a file", others: with(), arrange: replaced("upload")},
		{name: "upload is a broken link", others: with(), arrange: link("nowhere", "upload")},
		{name: "upload leads elsewhere", others: with(), arrange: several(mkdir("elsewhere"), link("elsewhere", "upload")), weeks: both},
		{name: "debug is a file", others: with(), arrange: replaced("debug"), weeks: both},
		{name: "debug is a directory", others: with(), arrange: mkdir("debug"), weeks: both},
		{name: "debug leads to itself", others: with(), arrange: link("debug", "debug")},
		{name: "the log is a directory", others: with(), arrange: mkdir("debug/sidecar.log")},
		{name: "an unlisted release", files: map[string]counttest.CounterFile{"go": {Program: "cmd/go", Version: "go1.99", GoVersion: "go1.99", Begin: d.Ago(9), End: last, Counts: []counttest.Count{{Name: "go/invocations", Value: 3}}}}, weeks: []string{last}},
	}
	for i := range scenes {
		if scenes[i].mode == "" {
			scenes[i].mode = on
		}
		if scenes[i].files == nil {
			scenes[i].files = week
		}
	}
	return scenes
}

// old sets the modification time of a file to two days ago.
func old(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		then := time.Now().AddDate(0, 0, -2)
		if err := os.Chtimes(filepath.Join(dir, filepath.FromSlash(name)), then, then); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSameAsBlockedUploader checks that the preview finds exactly the obstacles that
// stop Go's uploader.
func TestSameAsBlockedUploader(t *testing.T) {
	d := counttest.Days{Today: time.Now().UTC()}
	config := counttest.OwnConfig(t)
	proxy, cache := counttest.ProxyOf(t, "v0.1.0", config), counttest.ModCacheDir(t)
	for _, s := range blockedScenes(d) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			s.checkWith(t, d, counttest.ProxyEnv(t, proxy, cache), config, "v0.1.0")
		})
	}
}
