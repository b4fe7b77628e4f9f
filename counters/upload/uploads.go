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
)

// Uploads is how Go's uploader fares in a telemetry directory. Lists are never null.
type Uploads struct {
	LastWeek *string `json:"lastWeek"` // the latest week with an uploaded report on record
	LastAt   *string `json:"lastAt"`   // when that report was stored
	LastTry  *string `json:"lastTry"`  // when Go last began to upload
	NextTry  *string `json:"nextTry"`  // Go does not try before then; null if it may at any time
	// The reports that were made and not uploaded yet, oldest first.
	Waiting []WaitingReport `json:"waiting"`
	Blocked []Blocker       `json:"blocked"` // what stops the uploader
}

// WaitingReport is a report that waits to be uploaded.
type WaitingReport struct {
	Week  string `json:"week"`  // the day (UTC) on which the week ends
	Since string `json:"since"` // when Go made the report
}

// Blocker is something that stops Go's uploader, for good or until it is mended.
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
	BadReportName   = "report-name"   // so does a JSON file with a short name
	BadDirectory    = "directory"     // local, upload or debug cannot be used
	BadToken        = "upload-token"  // upload.token cannot be renewed
	LeftoverLock    = "upload-lock"   // of an upload that was interrupted
	BadReport       = "report"        // the report cannot be uploaded, or is refused
	UnlistedRelease = "go-version"    // of the Go release nothing is approved yet
	triedAtMost     = 24 * time.Hour  // Go's uploader runs once in that time
	farAhead        = 2 * triedAtMost // a token dated so far ahead is a mistake
	runningUpload   = 2 * time.Minute // no upload takes longer, as a rule
	tokenFile       = "local/upload.token"
)

// block notes what stops the uploader, once for each file and week.
func (p *previewer) block(b Blocker) {
	same := func(o Blocker) bool { return o.Code == b.Code && o.File == b.File && deref(o.Week) == deref(b.Week) }
	if !slices.ContainsFunc(p.uploads.Blocked, same) {
		p.uploads.Blocked = append(p.uploads.Blocked, b)
	}
}

// StopsAll reports whether b stops the uploads of all weeks.
func (b *Blocker) StopsAll() bool { return b.Week == nil && b.Code != UnlistedRelease }

// findBlockers looks for what stops Go's uploader whatever the week. In mode off
// nothing runs, and in other modes than on it uploads nothing, but makes reports.
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

// checkCounterFiles finds the files on which Go's uploader, which reads them all
// first, comes to nothing.
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

// readToken looks at the file by which Go uploads at most once a day. To renew it
// Go removes and creates it.
func (p *previewer) readToken() {
	path := p.path(tokenFile)
	info, err := os.Stat(path)
	if err != nil {
		if _, linkErr := os.Lstat(path); linkErr == nil && p.opt.Mode != "off" {
			p.blockToken("it is a link that leads nowhere")
		}
		return
	}
	taken := info.ModTime().UTC()
	p.uploads.LastTry = new(taken.Format(time.RFC3339))
	if next := taken.Add(triedAtMost); next.After(p.opt.Now) {
		p.nextTry = next
		p.uploads.NextTry = new(next.Format(time.RFC3339))
	}
	if p.opt.Mode == "off" {
		return
	}
	entries, _ := rawfile.List(path)
	switch {
	case info.IsDir() && len(entries) > 0:
		p.blockToken("it is a directory with files in it")
	case p.nextTry.Sub(p.opt.Now) > farAhead:
		p.blockToken("it is dated " + taken.Format(time.DateOnly) + ", in the future")
	}
}

func (p *previewer) blockToken(why string) {
	p.block(Blocker{
		Code: BadToken, File: tokenFile,
		Message: "Go can't renew " + tokenFile + ", so it never tries to upload: " + why,
		Hint:    "delete " + tokenFile + "; Go makes a new one",
	})
}

// triedOn is the day of the first run of Go's uploader that may upload anything.
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
