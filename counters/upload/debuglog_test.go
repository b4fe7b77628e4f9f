package upload

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func TestDebugLog(t *testing.T) {
	dir := t.TempDir()
	at := func(name, text string, minute int) {
		t.Helper()
		when := time.Date(2026, 11, 23, 6, minute, 0, 0, time.UTC)
		if err := os.Chtimes(counttest.Put(t, dir, "debug/"+name, []byte(text)), when, when); err != nil {
			t.Fatal(err)
		}
	}
	check := func(want DebugLog) {
		t.Helper()
		want.Dir = filepath.Join(dir, "debug")
		got := ReadDebugLog(dir)
		if d := cmp.Diff(want, got, cmp.Comparer(func(a, b error) bool { return fmt.Sprint(a) == fmt.Sprint(b) })); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
	}
	check(DebugLog{})
	mkdir("debug")(t, dir)
	check(DebugLog{Exists: true})
	at("sidecar.log", "", 9)
	at("notes.txt", "secret", 9)
	check(DebugLog{Exists: true})
	at("go-go1.26.8-go1.26.8-20261123-7.log", "old\n", 1)
	at("go-go1.26.8-go1.26.8-20261123-8.log", "same\n", 2)
	at("sidecar.log", "created "+filepath.Join(dir, "local", "x.json")+"\r\nfor /home/bob/y\n", 2)
	check(DebugLog{
		Exists: true, File: "sidecar.log", Modified: "2026-11-23T06:02:00Z",
		Lines: []string{"created " + filepath.Join("local", "x.json"), "for …/y"},
	})

	var long strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&long, "line %d\n", i)
	}
	at("sidecar.log", long.String(), 3)
	var last []string
	for i := 9_980; i < 10_000; i++ {
		last = append(last, fmt.Sprintf("line %d", i))
	}
	check(DebugLog{Exists: true, File: "sidecar.log", Modified: "2026-11-23T06:03:00Z", Lines: last, Cut: true})
	at("sidecar.log", strings.Repeat("x", 1<<20), 4)
	check(DebugLog{Exists: true, File: "sidecar.log", Modified: "2026-11-23T06:04:00Z", Lines: []string{strings.Repeat("x", maxLog)}, Cut: true})
}

// Only files in the directory itself are logs: a link can lead anywhere.
func TestDebugLogFollowsNoLinks(t *testing.T) {
	dir := t.TempDir()
	secret := counttest.Put(t, t.TempDir(), "secret", []byte("secret\n"))
	link(secret, "debug/sidecar.log")(t, dir)
	mkdir("debug/go.log")(t, dir)
	if got := ReadDebugLog(dir); got.File != "" || got.Problem != nil || !got.Exists {
		t.Errorf("got %+v", got)
	}
}

func TestDebugThatIsNoDirectory(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "debug", nil)
	if got := ReadDebugLog(dir); got.Exists || fmt.Sprint(got.Problem) != "reading the directory debug, for logs: not a directory" {
		t.Errorf("got %+v", got)
	}
}
