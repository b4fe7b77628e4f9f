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

// queued is a JSON file in local that Go takes for a report to upload.
type queued struct {
	name     string
	day      string // "" if the name contains no week
	err      error  // why it cannot be read, nil if it can
	modified time.Time
}

// ForeignReport is the code of a [problem.Problem] in a [Preview]: a JSON file that is not
// named as reports are.
const ForeignReport = "foreign-report"

// findQueue finds the files that Go would upload, in its order, and named pipes,
// on which it hangs.
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
	// Of several reports of a week Go uploads the first that it can read.
	if before, known := p.ready[q.day]; !known || before.err != nil && q.err == nil {
		p.ready[q.day] = q
	}
}

// foreign notes a file whose name contains no week.
func (p *previewer) foreign(q *queued) {
	if !q.crashes() {
		p.problem("local/"+q.name, ForeignReport, "not named like a report, but Go uploads it in mode on")
		return
	}
	p.problem("local/"+q.name, ForeignReport, "not named like a report; Go's uploader crashes on such a short name in mode on")
}

// crashes reports whether Go's uploader crashes on the name: it cuts a day off its
// end without looking whether there is one.
func (q *queued) crashes() bool {
	return q.day == "" && len(strings.TrimSuffix(q.name, ".json")) < weeks.DayLength
}

// checkQueue finds the first file at which Go's uploader ends too early. Files
// before it are uploaded; of a week to come the report gets into the queue on the
// next day.
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
		if q.name < p.today { // it comes before the reports
			p.block(Blocker{
				Code: BadReportName, File: "local/" + q.name,
				Message: fmt.Sprintf("Go's uploader %s on local/%s, which is not a report, before it uploads anything", fatal, q.name),
				Hint:    "delete or move local/" + q.name,
			})
		}
		return
	}
}

// takes reports whether Go takes the file for one that it may upload.
func (p *previewer) takes(q *queued) bool {
	end, err := time.Parse(time.DateOnly, q.day)
	return p.opt.Mode == "on" && (p.opt.Since.IsZero() || err != nil || p.opt.Since.Before(end))
}

// superseding gives the file that makes Go believe that the report of a week exists,
// so that it deletes the counter files of the week: their name contains the day.
func (p *previewer) superseding(day string) string {
	for _, q := range p.queue {
		if q.day != day && p.takes(&q) && strings.Contains(p.path("local/"+q.name), day) {
			return q.name
		}
	}
	return ""
}
