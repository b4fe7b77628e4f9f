package test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGoCommandIsSeen checks that the editor shows a switch in a terminal.
func TestGoCommandIsSeen(t *testing.T) {
	h := newHome(t)
	e := h.start(serverPath)
	initialize(e, h.module(), map[string]any{"prompt": "never"})
	for _, mode := range []string{"off", "on", "local"} {
		h.run(h.path, "go", "telemetry", mode)
		e.AwaitMethod("goTelemetry/status", func(p string) bool {
			return strings.Contains(p, `"mode":"`+mode+`"`) && strings.Contains(p, `"chosen":true`)
		})
	}
	var st any
	e.Execute("telemetry-ls.setMode", map[string]any{"mode": "off"}, &st)
	if got := strings.TrimSpace(h.run(h.path, "go", "telemetry")); got != "off" {
		t.Errorf("go telemetry printed %q after the editor's switch", got)
	}
}

// TestRealDates checks that the dates of the status come from the files of a real go
// command.
func TestRealDates(t *testing.T) {
	h := newHome(t)
	h.run(h.module(), "go", "build", "-o", os.DevNull, ".")
	e := h.start(serverPath)
	initialize(e, h.module(), map[string]any{"prompt": "never"})
	var st struct{ NextReport, FirstUpload *string }
	e.Execute("telemetry-ls.status", nil, &st)
	if st.NextReport == nil || st.FirstUpload != nil {
		t.Fatalf("the status in mode local is %+v", st)
	}
	next := *st.NextReport
	e.Execute("telemetry-ls.setMode", map[string]any{"mode": "on"}, &st)
	if st.FirstUpload == nil || *st.FirstUpload <= next {
		t.Errorf("after a switch to on, the first upload is %v and the next report %s; the current week must not be uploaded", st.FirstUpload, next)
	}
}

// TestSessionLeavesTelemetryAlone checks that a session changes only the mode file in the
// telemetry directory.
func TestSessionLeavesTelemetryAlone(t *testing.T) {
	h := newHome(t)
	h.run(h.module(), "go", "build", "-o", os.DevNull, ".")
	before := snapshot(t, h.telemetryDir())
	if len(before) == 0 {
		t.Fatal("the go command left no files")
	}
	e := h.start(serverPath)
	initialize(e, h.module(), map[string]any{"prompt": "never"})
	for _, c := range []struct {
		id  string
		arg any
	}{
		{"telemetry-ls.status", nil},
		{"telemetry-ls.open", map[string]any{"document": "explanation"}},
		{"telemetry-ls.setMode", map[string]any{"mode": "off"}},
		{"telemetry-ls.undoSwitch", nil},
		{"telemetry-ls.setMode", map[string]any{"mode": "local"}},
		{"telemetry-ls.resetPrompt", nil},
	} {
		var result json.RawMessage
		e.Execute(c.id, c.arg, &result)
	}
	e.Call("shutdown", nil)
	e.Notify("exit", nil)
	e.AwaitEnd()
	after := snapshot(t, h.telemetryDir())
	delete(after, "mode")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("the telemetry directory changed (-before +after):\n%s", diff)
	}
}

// snapshot returns a digest of every file below dir.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		files[name] = fmt.Sprintf("%x", sha256.Sum256(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestTooltipOfRealCounts checks that the tooltip says what a real go command has counted.
func TestTooltipOfRealCounts(t *testing.T) {
	h := newHome(t)
	dir := h.module()
	h.run(dir, "go", "build", "-o", os.DevNull, ".")
	h.run(dir, "go", "version")
	e := h.start(serverPath)
	initialize(e, dir, map[string]any{"prompt": "never"})
	e.AwaitMethod("goTelemetry/status", func(p string) bool {
		return strings.Contains(p, "This week so far: go command 2 runs (build 1, version 1)")
	})
}
