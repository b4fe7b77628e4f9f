package upload

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// unmadeAfter is how long after the end of a week a missing report is no coincidence: one
// run of the uploader may fail because the machine was offline.
const unmadeAfter = 7 * 24 * time.Hour

// checkUnmade finds a week that nothing is known to stop, but of which Go's uploader made no
// report although it has run since. In mode on, the uploader gives up before it makes any
// report if it can't download the upload config.
func (p *previewer) checkUnmade(w *Week) {
	end, err := time.Parse(time.DateOnly, w.Week)
	if err != nil || p.opt.Mode != "on" || w.State != weeks.Pending || !w.WouldUpload && !w.Undecided() {
		return
	}
	// A run less than a day after the end of the week may have been the only one since. A run
	// that began just now may be making the report.
	if p.opt.Now.Sub(p.lastTry) < RunTime || p.lastTry.Sub(end) < triedAtMost || p.opt.Now.Sub(end) < unmadeAfter {
		return
	}
	p.block(Blocker{
		Code: NoReport, File: tokenFile, Week: new(w.Week),
		Message: "Go's uploader ran on " + p.lastTry.Format(time.DateOnly) + ", but made no report of the week ending " + w.Week +
			": it could not download the upload config, or was ended too early",
		Hint: "check whether this works: go mod download " + uploadconfig.Module + "@latest; to see what happens, create the directory " + p.path("debug") + " and look at its logs after a day",
	})
}
