package view

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
)

// A directory that cannot be read, as without a file descriptor left, is no proof
// that nothing was accepted.
func TestUploadsThatCannotBeRead(t *testing.T) {
	p := previewOf(runningWeek())
	p.Problems = []problem.Problem{{File: "upload", Code: problem.Unreadable, Message: "cannot be read: too many open files"}}
	text := strings.Join(strings.Fields(Uploads(p, noLog, noon)), " ")
	if want := "The last accepted upload is unknown"; !strings.Contains(text, want) || strings.Contains(text, "No accepted upload") {
		t.Errorf("got %q, want %q", text, want)
	}
}

// noLog is the log of most users.
var noLog = upload.DebugLog{Dir: dir + "/debug"}

func someLog() upload.DebugLog {
	return upload.DebugLog{
		Dir: dir + "/debug", Exists: true, File: "sidecar.log", Modified: "2026-11-23T06:00:00Z", Cut: true,
		Lines: []string{
			"06:00:00.000001 run.go:160: Uploading 1 reports",
			"06:00:00.000002 upload.go:76: Failed to acquire lock upload/2026-11-22.json.lock: open upload/2026-11-22.json.lock: file exists",
		},
	}
}

// unlisted is the preview of a user of releases that the upload config doesn't list.
func unlisted() *upload.Preview {
	p := previewOf(runningWeek())
	p.Config.Date = ref("2026-11-11")
	p.Uploads.Unlisted = []upload.UnlistedBuild{
		{Program: "cmd/asm", Version: "go1.26.8", GoVersion: "go1.26.8", Reason: uploadconfig.ProgramNotApproved, Newer: true},
		{Program: "cmd/go", Version: "go1.26.8", GoVersion: "go1.26.8", Reason: uploadconfig.VersionNotApproved, Newer: true},
		{Program: "cmd/go", Version: "devel", GoVersion: "devel", Reason: uploadconfig.VersionNotApproved},
		{Program: "example.com/tool", Version: "v1.0.0", GoVersion: "go1.25.0", Reason: uploadconfig.ProgramNotApproved},
		{Program: "golang.org/x/tools/gopls", Version: "devel", GoVersion: "go1.25.0", Reason: uploadconfig.VersionNotApproved},
		{Program: "golang.org/x/tools/gopls", Version: "v0.23.0", GoVersion: "go1.26.8", Reason: uploadconfig.GoVersionNotApproved, Newer: true},
	}
	return p
}

// keptBack is the preview of a user whose upload config is newer than an upload.
func keptBack() *upload.Preview {
	old, recent := sentWeek("2026-11-08"), sentWeek("2026-11-22")
	old.JudgedBy, recent.JudgedBy = ref("v0.50.0"), ref("v0.49.0")
	old.Withheld = []upload.WithheldCount{{Program: "cmd/go", Counter: "x", Reason: upload.NotInReport}}
	for reason, n := range map[string]int{uploadconfig.CounterNotApproved: 1204, upload.NotSampled: 1} {
		for range n {
			recent.Withheld = append(recent.Withheld, upload.WithheldCount{Program: "cmd/go", Counter: "x", Reason: reason})
		}
	}
	return previewOf(old, recent)
}

func TestNothingIsSaidOfUnlistedBuildsUnlessGoUploads(t *testing.T) {
	p := unlisted()
	p.Mode = "local"
	if text := Uploads(p, noLog, noon); strings.Contains(text, "toolchain") || strings.Contains(text, "Programs of which") {
		t.Errorf("in mode local:\n%s", text)
	}
}
