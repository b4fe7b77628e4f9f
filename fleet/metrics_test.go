package fleet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// values returns the lines of the metrics without comments.
func values(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

func TestMetrics(t *testing.T) {
	since := "2026-11-01"
	nothing := &housekeeping.Listing{}
	for _, test := range []struct {
		name string
		a    Account
		want string
	}{
		{"never chosen, no policy, no files", Account{status.Status{Mode: "local", Collecting: true}, nothing, nil}, `
go_telemetry_mode_info{mode="local",chosen="false",since=""} 1
go_telemetry_collecting 1
go_telemetry_uploading 0
go_telemetry_waiting_reports 0
go_telemetry_directory_bytes 0
`},
		{"everything", Account{
			status.Status{
				Mode: "on", Chosen: true, Since: &since, Collecting: true, Uploading: true,
				Intent:   &status.Intent{Source: policy.Machine},
				Problems: []status.Problem{{Code: "upload-blocked"}, {Code: "policy-drift"}, {Code: "upload-blocked"}},
			},
			&housekeeping.Listing{Bytes: 1 << 40, Files: []housekeeping.File{
				{Kind: housekeeping.SentReport, Modified: "2026-11-09T00:00:01Z"},
				{Kind: housekeeping.SentReport, Modified: "2026-11-16T00:00:01Z"},
				{Kind: housekeeping.SentReport, Modified: "2026-11-15T23:59:59Z"},
				{Kind: housekeeping.ReadyReport, Modified: "2026-11-22T00:00:01Z"},
				{Kind: housekeeping.ReadyReport, Modified: "2026-11-22T00:00:01Z"},
				{Kind: housekeeping.LocalReport, Modified: "2026-11-22T00:00:01Z"},
			}}, nil,
		}, `
go_telemetry_mode_info{mode="on",chosen="true",since="2026-11-01"} 1
go_telemetry_policy_conforms{source="machine"} 0
go_telemetry_collecting 1
go_telemetry_uploading 1
go_telemetry_last_upload_timestamp_seconds 1794787201
go_telemetry_waiting_reports 2
go_telemetry_directory_bytes 1099511627776
go_telemetry_problems{code="policy-drift"} 1
go_telemetry_problems{code="upload-blocked"} 1
`},
		{"in mode on, a report from before that", Account{
			status.Status{Mode: "on"}, &housekeeping.Listing{Files: []housekeeping.File{{Kind: housekeeping.ReadyReport}, {Kind: housekeeping.ReadyReport}}}, new(1),
		}, `
go_telemetry_mode_info{mode="on",chosen="false",since=""} 1
go_telemetry_collecting 0
go_telemetry_uploading 0
go_telemetry_waiting_reports 1
go_telemetry_directory_bytes 0
`},
		{"a mode that can't be read, unknown files", Account{
			status.Status{Mode: "local", Intent: &status.Intent{Source: policy.Machine}, Problems: []status.Problem{{Code: status.CodeUnreadable}}}, nil, new(3),
		}, `
go_telemetry_problems{code="unreadable"} 1
`},
		{"conforming", Account{status.Status{Mode: "off", Chosen: true, Intent: &status.Intent{Source: policy.Workspace, Conforms: true}}, nil, nil}, `
go_telemetry_mode_info{mode="off",chosen="true",since=""} 1
go_telemetry_policy_conforms{source="workspace"} 1
go_telemetry_collecting 0
go_telemetry_uploading 0
`},
	} {
		text := Metrics(test.a, nil)
		if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), values(text)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", test.name, diff)
		}
		if !strings.HasSuffix(text, "\n# EOF\n") {
			t.Errorf("%s: ends with %q", test.name, text[max(0, len(text)-20):])
		}
	}
}

// TestEachMetricIsDescribed checks that the comments are beside the samples.
func TestEachMetricIsDescribed(t *testing.T) {
	got := Metrics(Account{status.Status{Mode: "off"}, &housekeeping.Listing{}, nil}, []Label{{"account", "a"}})
	const want = `# HELP go_telemetry_mode_info The telemetry mode, whether it was chosen, and the date in the mode file.
# TYPE go_telemetry_mode_info gauge
go_telemetry_mode_info{mode="off",chosen="false",since="",account="a"} 1
# HELP go_telemetry_collecting `
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
}

func TestEscapedLabels(t *testing.T) {
	labels := []Label{{"a", `back\slash "quoted"` + "\nnew line"}, {"b", "ü{}=,"}}
	got := Metrics(Account{Status: status.Status{Problems: []status.Problem{{Code: status.CodeUnreadable}}}}, labels)
	const want = `go_telemetry_problems{code="unreadable",a="back\\slash \"quoted\"\nnew line",b="ü{}=,"} 1` + "\n"
	if values(got) != want {
		t.Errorf("got %s, want %s", values(got), want)
	}
}

// TestNoNames checks that the metrics have no names of files, programs or users, and no
// text of a policy.
func TestNoNames(t *testing.T) {
	secret := "secret"
	a := Account{
		status.Status{
			Mode: "on", Dir: "/home/secret", Text: secret, Tooltip: secret,
			Intent:   &status.Intent{Source: policy.Machine, File: &secret, Reason: &secret, URL: &secret},
			Problems: []status.Problem{{Code: "read-only", Message: secret, Hint: secret}},
		},
		&housekeeping.Listing{Dir: "/home/secret", Files: []housekeeping.File{{Path: "local/secret", Kind: housekeeping.CountersFile, Program: &secret, Version: &secret}}}, nil,
	}
	if got := Metrics(a, nil); strings.Contains(got, secret) {
		t.Errorf("got\n%s", got)
	}
}
