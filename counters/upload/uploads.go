package upload

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/access"
)

// Uploads is the state of the uploads from a telemetry directory. Lists are never null.
type Uploads struct {
	LastWeek *string `json:"lastWeek"` // the latest week with an uploaded report on record
	LastAt   *string `json:"lastAt"`   // when that report was stored
	LastTry  *string `json:"lastTry"`  // when Go last began to upload; null if a wrong clock dated that
	NextTry  *string `json:"nextTry"`  // when Go may try again; null if it may try at any time
	// The reports that wait to be uploaded, oldest first.
	Waiting []WaitingReport `json:"waiting"`
	Blocked []Blocker       `json:"blocked"` // what stops the uploader
	// The programs that count, but of which nothing is uploaded. It needs an upload config.
	Unlisted []UnlistedBuild `json:"unlisted"`
}

// WaitingReport is a report that waits to be uploaded.
type WaitingReport struct {
	Week  string `json:"week"`  // the day (UTC) on which the week ends
	Since string `json:"since"` // when Go made the report
}

// Blocker is something that stops Go's uploader until it is fixed.
type Blocker struct {
	Code    string  `json:"code"`    // a fixed word for programs
	File    string  `json:"file"`    // the path in the telemetry directory, with slashes
	Week    *string `json:"week"`    // the only week that it stops; null for all
	Message string  `json:"message"` // for people, not to be parsed
	Hint    string  `json:"hint"`    // what to do about it
}

// The codes of a [Blocker].
const (
	BadCounterFile  = "counter-file"  // makes the uploader crash or hang
	BadReportName   = "report-name"   // a JSON file with a short name does the same
	BadDirectory    = "directory"     // local, upload or debug cannot be used
	BadToken        = "upload-token"  // upload.token cannot be renewed, or is dated far in the future
	LeftoverLock    = "upload-lock"   // an interrupted upload left its lock behind
	BadReport       = "report"        // the report cannot be uploaded, or is refused
	NoReport        = "no-report"     // the uploader has run since the week ended, but made no report
	UnlistedRelease = "go-version"    // nothing from this Go release is approved yet
	triedAtMost     = 24 * time.Hour  // Go's uploader runs at most once in that time
	farAhead        = 2 * triedAtMost // a token dated this far ahead is a mistake
	tokenFile       = "local/upload.token"
)

const (
	// RunTime is longer than a run of Go's uploader normally takes.
	RunTime = 2 * time.Minute
	// ClockSlack is how far ahead the dates of files may be: machines that share a directory
	// have clocks of their own.
	ClockSlack = time.Hour
)

// block adds a blocker, unless the same one is known for that file and week.
func (p *previewer) block(b Blocker) {
	same := func(o Blocker) bool { return o.Code == b.Code && o.File == b.File && deref(o.Week) == deref(b.Week) }
	if !slices.ContainsFunc(p.uploads.Blocked, same) {
		p.uploads.Blocked = append(p.uploads.Blocked, b)
	}
}

// StopsAll reports whether b stops the upload of all weeks.
func (b *Blocker) StopsAll() bool { return b.Week == nil && b.Code != UnlistedRelease }

// findBlockers looks for what stops the uploads of all weeks. In mode off, Go's uploader
// does not run. In modes other than on, it makes local reports but uploads nothing.
func (p *previewer) findBlockers() {
	p.readToken()
	if p.opt.Mode == "off" {
		return
	}
	p.checkDirectories()
	p.checkCounterFiles()
	if p.opt.Mode == "on" {
		p.checkUploadDirectory()
		p.checkQueue()
		p.checkRelease()
	}
}

// checkCounterFiles finds the counter files that make Go's uploader crash or hang. The
// uploader reads all of them before it does anything else.
func (p *previewer) checkCounterFiles() {
	var bad []Blocker
	for _, f := range p.index.FatalFiles() {
		bad = append(bad, badCounterFile("local/"+f.Name, f.Fatal, f.Problem.Message))
	}
	for _, name := range p.pipes {
		if strings.HasSuffix(name, counterfile.Suffix) {
			bad = append(bad, badCounterFile("local/"+name, problem.HangsGo, "a named pipe"))
		}
	}
	slices.SortFunc(bad, func(a, b Blocker) int { return cmp.Compare(a.File, b.File) })
	for _, b := range bad {
		p.block(b)
	}
}

func badCounterFile(file, fatal, why string) Blocker {
	return Blocker{
		Code: BadCounterFile, File: file,
		Message: fmt.Sprintf("Go's uploader %s on %s (%s), so it makes no reports and uploads nothing", fatal, file, why),
		Hint:    "delete or move " + file + "; Go cannot read its counts either",
	}
}

// readToken reads the times of the token, which keeps Go from uploading more than once a
// day. To renew the token, Go removes the file and creates it again.
func (p *previewer) readToken() {
	path := p.path(tokenFile)
	info, err := os.Stat(path)
	if err != nil {
		if _, linkErr := os.Lstat(path); linkErr == nil && p.opt.Mode != "off" {
			p.blockToken(cantRenew + "it is a broken link")
		}
		return
	}
	taken := info.ModTime().UTC()
	p.lastTry = taken
	if taken.Sub(p.opt.Now) < ClockSlack {
		p.uploads.LastTry = new(taken.Format(time.RFC3339))
	}
	if next := taken.Add(triedAtMost); next.After(p.opt.Now) {
		p.nextTry = next
		p.uploads.NextTry = new(next.Format(time.RFC3339))
	}
	if p.opt.Mode == "off" {
		return
	}
	entries, _ := rawfile.List(path)
	flag := access.FlagOf(access.MayWrite(path))
	switch {
	case info.IsDir() && len(entries) > 0:
		p.blockToken(cantRenew + "it is a directory with files in it")
	case flag != nil: // root can't remove it, either
		p.block(Blocker{Code: BadToken, File: tokenFile, Message: cantRenew + flag.Error(), Hint: flag.Hint()})
	case p.nextTry.Sub(p.opt.Now) > farAhead:
		p.blockToken("Go won't try to upload before " + p.nextTry.Format(time.DateOnly) + ": " + tokenFile + " is dated " + taken.Format(time.DateOnly) + ", in the future")
	}
}

const cantRenew = "Go can't renew " + tokenFile + ", so it never tries to upload: "

func (p *previewer) blockToken(message string) {
	p.block(Blocker{
		Code: BadToken, File: tokenFile, Message: message,
		Hint: "delete " + tokenFile + "; Go creates a new one",
	})
}

// triedOn returns the day of the next run of Go's uploader that may upload anything.
func (p *previewer) triedOn() string {
	if p.nextTry.After(p.opt.Now) {
		return p.nextTry.Format(time.DateOnly)
	}
	return p.today
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
