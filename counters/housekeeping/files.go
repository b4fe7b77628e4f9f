package housekeeping

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// Listing is the content of a telemetry directory.
type Listing struct {
	Dir   string `json:"dir"`   // the telemetry directory
	Bytes int64  `json:"bytes"` // the size of all files in bytes
	Files []File `json:"files"` // the files, sorted by path
	// Directories that cannot be read.
	Problems []problem.Problem `json:"problems"`

	cut bool // whether there are more files
}

// File is a file in a telemetry directory. Fields that don't apply to its kind are null.
type File struct {
	Path     string  `json:"path"`     // the path in the telemetry directory, with slashes
	Kind     string  `json:"kind"`     // what Go uses it for
	Program  *string `json:"program"`  // the import path of the program whose counters it holds
	Version  *string `json:"version"`  // that program's version
	Week     *string `json:"week"`     // the day (UTC) on which its week ends
	Bytes    int64   `json:"bytes"`    // its size in bytes
	Modified string  `json:"modified"` // when it was last changed

	modified time.Time
	regular  bool
}

// ModTime returns when the file was last changed.
func (f *File) ModTime() time.Time { return f.modified }

// The kinds of a [File].
const (
	ModeFile     = "mode"
	CountersFile = "counters"
	LocalReport  = "local-report" // everything that was counted in a week
	ReadyReport  = "ready-report" // a report that waits to be uploaded
	SentReport   = "sent-report"  // an uploaded report
	WeekendsFile = "weekends"     // the day on which weeks end
	UploadToken  = "upload-token" // keeps Go from uploading more than once a day
	DebugFile    = "debug"
	ForeignFile  = "foreign"
)

// maxListed and maxDepth limit the listing of a directory that holds much more than
// telemetry.
const (
	maxListed = 1 << 18
	maxDepth  = 8
)

// List lists the telemetry directory and its subdirectories. A missing directory counts
// as empty.
func List(telemetryDir string) (*Listing, error) {
	l := &Listing{Dir: telemetryDir, Files: []File{}, Problems: []problem.Problem{}}
	buf := make([]byte, counterfile.HeaderBytes)
	if err := l.add(&buf, ".", 0); err != nil && !rawfile.Missing(err) {
		return nil, fmt.Errorf("listing the telemetry directory: %w", err)
	}
	if l.cut {
		l.Problems = append(l.Problems, problem.Problem{File: ".", Code: problem.TooMany, Message: fmt.Sprintf("there are more than %d files; the rest are not listed", maxListed)})
	}
	return l, nil
}

// add lists the directory at a path relative to the telemetry directory.
func (l *Listing) add(buf *[]byte, dirPath string, depth int) error {
	entries, err := os.ReadDir(filepath.Join(l.Dir, filepath.FromSlash(dirPath)))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if len(l.Files) == maxListed {
			l.cut = true
			return nil
		}
		name := path.Join(dirPath, e.Name())
		info, err := e.Info()
		if err != nil {
			continue // deleted since the listing
		}
		if l.isDirectory(name, info, depth) {
			if depth < maxDepth {
				if err := l.add(buf, name, depth+1); err != nil { // list the rest anyway
					l.Problems = append(l.Problems, problem.Of(name, err))
				}
			}
			continue
		}
		f := File{
			Path: name, Kind: kindOf(name), Bytes: info.Size(), modified: info.ModTime(),
			Modified: info.ModTime().UTC().Format(time.RFC3339), regular: info.Mode().IsRegular(),
		}
		f.describe(l.Dir, buf)
		l.Files = append(l.Files, f)
		l.Bytes += f.Bytes
	}
	return nil
}

// isDirectory reports whether name is a directory to list. It follows links only if Go
// would.
func (l *Listing) isDirectory(name string, info fs.FileInfo, depth int) bool {
	if depth == 0 && info.Mode()&fs.ModeSymlink != 0 && (name == "local" || name == "upload" || name == "debug") {
		target, err := os.Stat(filepath.Join(l.Dir, name))
		return err == nil && target.IsDir()
	}
	return info.IsDir()
}

// kindOf returns the kind of a file, judging by its path.
func kindOf(name string) string {
	dirPath, base := path.Split(name)
	switch {
	case name == "mode":
		return ModeFile
	case strings.HasPrefix(name, "debug/"):
		return DebugFile
	case dirPath == "upload/":
		if _, ok := weeks.OfUploadedReport(base); ok {
			return SentReport
		}
	case dirPath != "local/":
	case base == "weekends":
		return WeekendsFile
	case base == "upload.token":
		return UploadToken
	case strings.HasSuffix(base, counterfile.Suffix):
		return CountersFile
	case strings.HasPrefix(base, "local."):
		if _, ok := weeks.OfLocalReport(base); ok {
			return LocalReport
		}
	case weeks.OfReport(base) != "":
		return ReadyReport
	}
	return ForeignFile
}

// describe fills in the program and the week that the file belongs to.
func (f *File) describe(dir string, buf *[]byte) {
	switch f.Kind {
	case CountersFile:
		span, grown, err := counterfile.ReadHeader(rawfile.AnyDir().OpenRegular, filepath.Join(dir, filepath.FromSlash(f.Path)), *buf)
		*buf = grown
		if err == nil {
			f.Program, f.Version = new(plainjson.ValidText(span.Program)), new(plainjson.ValidText(span.Version))
			f.Week = new(span.End.Format(time.DateOnly))
		}
	case LocalReport, ReadyReport, SentReport:
		f.Week = new(weeks.OfReport(f.Path))
	}
}
