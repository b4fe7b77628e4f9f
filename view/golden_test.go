package view

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

func TestPages(t *testing.T) {
	problems := summaryOf(theAssembler(), theCompiler(), theGo(), theGopls())
	problems.Problems = []problem.Problem{
		{File: "local/bad.v1.count", Code: problem.Corrupt, Message: "at offset 28: a header of 7 bytes, which is too short"},
		{File: "local/go@go1.26.8-go1.26.8-linux-amd64-2026-11-01.v1.count", Code: problem.AlreadyReported, Message: "leftover, not counted: local.2026-11-08.json already reports the week ending 2026-11-08"},
	}
	off := &summary.Summary{Dir: dir, Mode: "off", Weeks: []summary.Week{}}
	local := *summaryOf()
	local.Weeks = nil
	noConfig := previewOf(keptWeek())
	noConfig.Mode, noConfig.Since, noConfig.NextUpload, noConfig.Config = "local", nil, nil, nil
	noConfig.Weeks[0].Report, noConfig.Weeks[0].Withheld = nil, nil
	undated := previewOf(readyWeek())
	undated.Since, undated.NextUpload = nil, ref("2026-11-24")
	stale := previewOf(keptWeek(), readyWeek(), runningWeek())
	stale.Config.Stale = true
	nothing := previewOf()
	nothing.NextUpload = nil
	for name, text := range map[string]string{
		"summary.md":             Summary(problems, noon),
		"summary-nothing.md":     Summary(&local, noon),
		"summary-nothing-off.md": Summary(off, noon),
		"crashes.md":             Crashes(problems),
		"crashes-none.md":        Crashes(summaryOf(theGo())),
		"preview.md":             Preview(previewOf(sentWeek("2026-11-08"), keptWeek(), readyWeek(), runningWeek()), noon),
		"preview-no-config.md":   Preview(noConfig, noon),
		"preview-undated.md":     Preview(undated, noon),
		"preview-nothing.md":     Preview(nothing, noon),
		"preview-stale.md":       Preview(stale, noon),
		"uploads.md":             Uploads(previewOf(sentWeek("2026-11-01"), sentWeek("2026-11-08"), runningWeek()), noLog, noon),
		"uploads-troubled.md":    Uploads(troubled(), someLog(), noon),
		"uploads-local.md":       Uploads(noConfig, upload.DebugLog{Dir: dir + "/debug", Exists: true}, noon),
		"uploads-none.md":        Uploads(previewOf(runningWeek()), noLog, noon),
		"uploads-unlisted.md":    Uploads(unlisted(), noLog, noon),
		"uploads-kept-back.md":   Uploads(keptBack(), noLog, noon),
		"files.md":               Files(fileList()),
		"policy-none.md":         policyPage("", policy.Inputs{Machine: policy.File{Path: "/etc/telemetry-ls/policy.json"}}),
		"policy-machine.md":      policyPage("on 2026-11-01", machinePolicy()),
		"policy-workspace.md":    policyPage("off", workspacePolicy()),
		"policy-invalid.md":      policyPage("", invalidPolicies()),
		"policy-environment.md":  policyPage("", policy.Inputs{Env: "off"}),
		"files-none.md":          Files(&housekeeping.Listing{Dir: dir}),
	} {
		t.Run(name, func(t *testing.T) { golden(t, name, text) })
	}
}
