package upload

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/access"
)

// queued is a JSON file in local that Go considers to be a report to upload.
type queued struct {
	name     string
	day      string // "" if the name contains no week
	err      error  // why it cannot be read; nil if it can
	modified time.Time
}

// ForeignReport is the code of a [problem.Problem] in a [Preview]: a JSON file that is
// not named like a report.
const ForeignReport = "foreign-report"

// findQueue finds the files that Go would upload, in Go's order. It also finds named
// pipes, on which Go hangs.
func (p *previewer) findQueue() {
	entries, _ := rawfile.List(p.path("local")) // the Index reports an error
	for _, e := range entries {
		name := e.Name()
		report := strings.HasSuffix(name, ".json") && !strings.HasPrefix(name, "local.")
		if !report && !strings.HasSuffix(name, counterfile.Suffix) {
			continue
		}
		if e.Type().IsRegular() && !report {
			continue
		}
		info, err := os.Stat(p.path("local/" + name))
		if err == nil && info.Mode()&fs.ModeNamedPipe != 0 {
			p.pipes = append(p.pipes, name)
		}
		if report {
			p.enqueue(name, info, err)
		}
	}
}

func (p *previewer) enqueue(name string, info fs.FileInfo, err error) {
	q := queued{name: name, day: weeks.OfReport(name), err: problem.Cause(err)}
	if err == nil {
		q.modified = info.ModTime().UTC()
		switch {
		case info.IsDir():
			q.err = errors.New("it is a directory")
		case info.Mode().IsRegular():
			q.err = access.MayRead(p.path("local/" + name))
		}
	}
	p.queue = append(p.queue, q)
	if q.day == "" {
		p.foreign(&q)
		return
	}
	// If there are several reports of a week, Go uploads the first that it can read.
	if before, known := p.ready[q.day]; !known || before.err != nil && q.err == nil {
		p.ready[q.day] = q
	}
}

// foreign reports a file whose name contains no week as a problem.
func (p *previewer) foreign(q *queued) {
	if !q.crashes() {
		p.problem("local/"+q.name, ForeignReport, "not named like a report, but Go uploads it in mode on")
		return
	}
	p.problem("local/"+q.name, ForeignReport, "not named like a report; in mode on, Go's uploader crashes on a name this short")
}

// crashes reports whether Go's uploader crashes on the name. The uploader slices the day
// off the end of the name without checking that there is one.
func (q *queued) crashes() bool {
	return q.day == "" && len(strings.TrimSuffix(q.name, ".json")) < weeks.DayLength
}

// checkQueue finds the first file at which Go's uploader stops early. It uploads the
// files before that one. A report that it has yet to make is uploaded on the day after.
func (p *previewer) checkQueue() {
	for _, q := range p.queue {
		fatal := ""
		switch {
		case q.err != nil || !p.takes(&q): // passed over
		case slices.Contains(p.pipes, q.name):
			fatal = problem.HangsGo
		case q.crashes():
			fatal = problem.CrashesGo
		}
		if fatal == "" {
			continue
		}
		p.stop = q.name
		if q.name < p.today { // it comes before all reports
			p.block(Blocker{
				Code: BadReportName, File: "local/" + q.name,
				Message: fmt.Sprintf("Go's uploader %s on local/%s, which is not a report, before it uploads anything", fatal, q.name),
				Hint:    "delete or move local/" + q.name,
			})
		}
		return
	}
}

// takes reports whether Go tries to upload the file.
func (p *previewer) takes(q *queued) bool {
	end, err := time.Parse(time.DateOnly, q.day)
	return p.opt.Mode == "on" && (p.opt.Since.IsZero() || err != nil || p.opt.Since.Before(end))
}

// superseding returns the file that Go mistakes for the report of a week, because its
// path contains the day. Go then deletes the counter files of the week.
func (p *previewer) superseding(day string) string {
	for _, q := range p.queue {
		if q.day != day && p.takes(&q) && strings.Contains(p.path("local/"+q.name), day) {
			return q.name
		}
	}
	return ""
}
