package view

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// golden compares text with testdata/name. Read what -update has written as a user
// would, before you commit it.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test ./view -update makes it)", err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("%s differs (go test ./view -update takes it over):\n%s", path, diff)
	}
}

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

const dir = "/home/me/.config/go/telemetry"

func sum(series ...uint64) summary.Numbers {
	n := summary.Numbers{Series: series}
	for _, value := range series {
		n.Total += value
	}
	return n
}

func chart(name, kind string, buckets ...summary.Bucket) summary.Chart {
	c := summary.Chart{Name: name, Title: summary.Title(name), Kind: kind, Buckets: buckets, Numbers: sum(0, 0, 0, 0)}
	for _, b := range buckets {
		c.Total += b.Total
		for i, n := range b.Series {
			c.Series[i] += n
		}
	}
	return c
}

func plain(name string, series ...uint64) summary.Chart {
	return summary.Chart{Name: name, Title: summary.Title(name), Kind: summary.Count, Numbers: sum(series...)}
}

func bucket(name string, series ...uint64) summary.Bucket {
	return summary.Bucket{Name: name, Numbers: sum(series...)}
}

func fourWeeks() []summary.Week {
	return []summary.Week{
		{Week: "2026-11-08", State: weeks.Reported, Total: 1204},
		{Week: "2026-11-15", State: weeks.Reported, Total: 3391},
		{Week: "2026-11-22", State: weeks.Pending, Total: 90},
		{Week: "2026-11-29", State: weeks.Collecting, Total: 1822},
	}
}

func theGo() summary.Program {
	return summary.Program{
		Program: "cmd/go", Numbers: sum(1000, 3000, 0, 1200),
		Versions: []summary.Version{
			{Version: "go1.26.8", GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64", Total: 5000, Runs: new(uint64(2500))},
			{Version: "devel", GoVersion: "devel", GOOS: "linux", GOARCH: "arm64", Total: 200, Runs: new(uint64(80))},
		},
		Charts: []summary.Chart{
			chart("go/build/flag", summary.Partition, bucket("o", 5, 9, 0, 2), bucket("race", 1, 0, 0, 1)),
			plain("go/invocations", 480, 1500, 0, 600),
			chart("go/platform/target/goos", summary.Partition, bucket("linux", 400, 1200, 0, 500)),
			chart("go/subcommand", summary.Partition, bucket("build", 300, 900, 0, 412), bucket("test", 150, 480, 0, 187), bucket("mod", 0, 3, 0, 0)),
		},
	}
}

func theGopls() summary.Program {
	h := chart("gopls/completion/latency", summary.Histogram, bucket("<10ms", 4, 40, 11, 90), bucket("<50ms", 80, 130, 20, 300), bucket("<100ms", 20, 20, 1, 50), bucket("<5s", 0, 1, 0, 0))
	h.Percentiles = &summary.Percentiles{P50: "<50ms", P90: "<100ms", P99: "<100ms"}
	return summary.Program{
		Program: "golang.org/x/tools/gopls", Numbers: sum(104, 191, 90, 522),
		Versions: []summary.Version{{Version: "v0.23.0", GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64", Total: 907, Runs: new(uint64(138))}},
		Charts:   []summary.Chart{h, chart("gopls/client", summary.Partition, bucket("neovim", 0, 0, 58, 80)), plain("gopls/telemetryprompt/attempts", 0, 0, 0, 1)},
		Stacks: []summary.Stack{{Name: "gopls/bug", Numbers: sum(0, 0, 0, 2), Frames: []string{
			"golang.org/x/tools/gopls/internal/util/bug.report:+35",
			"golang.org/x/tools/gopls/internal/util/bug.Errorf:=21",
			"golang.org/x/tools/gopls/internal/cache.(*Snapshot).Load:+112",
			"golang.org/x/tools/gopls/internal/server.(*server).Hover:+8",
		}}},
	}
}

func theCompiler() summary.Program {
	return summary.Program{
		Program: "cmd/compile", Numbers: sum(9000, 0, 0, 40000),
		Charts: []summary.Chart{chart("compile/flag", summary.Partition, bucket("p", 900, 0, 0, 4000)), plain("compile/invocations", 900, 0, 0, 4000)},
	}
}

// theAssembler is a program without counts.
func theAssembler() summary.Program {
	return summary.Program{Program: "cmd/asm", Numbers: sum(0, 0, 0, 0), Versions: []summary.Version{{Version: "go1.26.8"}}}
}

func summaryOf(programs ...summary.Program) *summary.Summary {
	s := &summary.Summary{Dir: dir, Mode: "local", Weeks: fourWeeks(), Programs: programs}
	s.Explain(noon)
	return s
}

func ref(s string) *string { return &s }

func build(program, version string, values map[string]int64) *upload.ProgramReport {
	return &upload.ProgramReport{
		Program: program, Version: version, GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64",
		Counters: values, Stacks: map[string]int64{},
	}
}

func previewOf(weeks ...upload.Week) *upload.Preview {
	return &upload.Preview{
		Mode: "on", Since: ref("2026-11-10"), NextUpload: ref("2026-11-29"), Weeks: weeks,
		Config: &upload.ConfigUsed{Version: "v0.50.0", Source: uploadconfig.FromCache, Date: ref("2026-10-01")},
	}
}

func runningWeek() upload.Week {
	gopls := build("golang.org/x/tools/gopls", "v0.23.0", map[string]int64{"gopls/client:neovim": 80})
	gopls.Stacks = map[string]int64{"gopls/bug\ngolang.org/x/tools/gopls/internal/util/bug.report:+35,+0x1c\nruntime.main:+123,+0x5": 2}
	w := upload.Week{
		Week: "2026-11-29", State: weeks.Collecting, WouldUpload: true, When: ref("2026-11-29"),
		Report: &upload.Report{Week: "2026-11-29", LastWeek: "2026-11-08", Config: "v0.50.0", Programs: []*upload.ProgramReport{
			build("cmd/go", "go1.26.8", map[string]int64{"go/invocations": 1600, "go/subcommand:build": 412}), gopls,
			build("cmd/vet", "go1.26.8", map[string]int64{}),
		}},
		Sampled: []upload.SampledCount{{Program: "cmd/go", Counter: "go/invocations", Rate: 0.1}},
	}
	for i, bound := range []string{"<10ms", "<50ms", "<100ms"} {
		w.Withheld = append(w.Withheld, upload.WithheldCount{
			Program: "golang.org/x/tools/gopls", Version: "v0.23.0", Counter: "gopls/completion/latency:" + bound, Value: int64(100 - i), Reason: uploadconfig.CounterNotApproved,
		})
	}
	w.Withheld = append(
		w.Withheld,
		upload.WithheldCount{Program: "example.com/tool", Version: "devel", Counter: "tool/starts", Value: 3, Reason: uploadconfig.ProgramNotApproved},
		upload.WithheldCount{Program: "cmd/compile", Version: "go1.26.7-x", Counter: "compile/invocations", Value: 1204, Reason: uploadconfig.VersionNotApproved},
	)
	return w
}

func keptWeek() upload.Week {
	w := runningWeek()
	w.Week, w.State, w.WouldUpload, w.When = "2026-11-15", weeks.Withheld, false, nil
	w.Sampled, w.Withheld = nil, w.Withheld[:3]
	w.Report.Programs = w.Report.Programs[:1]
	w.Reasons = []upload.Reason{
		{Code: upload.BeforeOptIn, Message: "its data begins on 2026-11-08, but telemetry was turned on on 2026-11-10: only weeks that began after that day are uploaded"},
		{Code: upload.KeptLocal, Message: "there is no record of an accepted upload, because telemetry was not on, or was turned on after the week began"},
	}
	return w
}

func sentWeek(week string) upload.Week {
	return upload.Week{
		Week: week, State: weeks.Sent, Reasons: []upload.Reason{{Code: upload.AlreadySent, Message: "already uploaded"}},
		Report: &upload.Report{Week: week, LastWeek: "2026-11-01", Config: "v0.49.0", Programs: []*upload.ProgramReport{
			build("cmd/go", "go1.26.8", map[string]int64{"go/invocations": 480, "go/subcommand:build": 300}),
		}},
	}
}

// troubled is the state of uploads that fail.
func troubled() *upload.Preview {
	ready := readyWeek()
	ready.WouldUpload, ready.When = false, nil
	ready.Reasons = []upload.Reason{{Code: upload.UploadLocked, Message: "upload/2026-11-22.json.lock, created on 2026-11-23, blocks the upload: Go assumes that an upload is already in progress"}}
	p := previewOf(sentWeek("2026-11-01"), keptWeek(), ready, runningWeek())
	p.NextWeek = ref("2026-11-29")
	p.Uploads = upload.Uploads{
		LastWeek: ref("2026-11-01"), LastAt: ref("2026-11-02T07:12:00Z"), LastTry: ref("2026-11-23T06:00:00Z"), NextTry: ref("2026-11-24T06:00:00Z"),
		Waiting: []upload.WaitingReport{{Week: "2026-11-22", Since: "2026-11-22T09:00:00Z"}},
		Blocked: []upload.Blocker{{
			Code: upload.LeftoverLock, File: "upload/2026-11-22.json.lock", Week: ref("2026-11-22"),
			Message: "the report of the week ending 2026-11-22 can't be uploaded: an interrupted upload left upload/2026-11-22.json.lock behind",
			Hint:    "delete /d/upload/2026-11-22.json.lock if no upload is in progress",
		}},
	}
	return p
}

func readyWeek() upload.Week {
	w := sentWeek("2026-11-22")
	w.State, w.WouldUpload, w.When, w.Reasons = weeks.Ready, true, ref("2026-11-24"), nil
	return w
}

func fileList() *housekeeping.Listing {
	list := &housekeeping.Listing{Dir: dir, Files: []housekeeping.File{
		{Path: "local/2026-11-22.json", Kind: housekeeping.ReadyReport, Week: ref("2026-11-22"), Bytes: 6120},
		{Path: "local/go@go1.26.8-go1.26.8-linux-amd64-2026-11-22.v1.count", Kind: housekeeping.CountersFile, Program: ref("cmd/go"), Version: ref("go1.26.8"), Week: ref("2026-11-29"), Bytes: 16384},
		{Path: "local/gopls@v0.23.0-go1.26.8-linux-amd64-2026-11-22.v1.count", Kind: housekeeping.CountersFile, Program: ref("golang.org/x/tools/gopls"), Version: ref("v0.23.0"), Week: ref("2026-11-29"), Bytes: 32768},
		{Path: "local/local.2026-11-15.json", Kind: housekeeping.LocalReport, Week: ref("2026-11-15"), Bytes: 44100},
		{Path: "local/local.2026-11-22.json", Kind: housekeeping.LocalReport, Week: ref("2026-11-22"), Bytes: 1 << 21},
		{Path: "local/upload.token", Kind: housekeeping.UploadToken},
		{Path: "local/weekends", Kind: housekeeping.WeekendsFile, Bytes: 2},
		{Path: "mode", Kind: housekeeping.ModeFile, Bytes: 13},
		{Path: "notes.txt", Kind: housekeeping.ForeignFile, Bytes: 1023},
		{Path: "upload/2026-11-08.json", Kind: housekeeping.SentReport, Week: ref("2026-11-08"), Bytes: 5120},
	}}
	for i := range list.Files {
		list.Files[i].Modified = fmt.Sprintf("2026-11-22T10:%02d:00Z", i)
		list.Bytes += list.Files[i].Bytes
	}
	return list
}
