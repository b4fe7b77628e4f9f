package upload

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// DebugLog is what Go's uploader logged. It logs only if the user has created the
// directory debug.
type DebugLog struct {
	Dir      string // the directory debug of the telemetry directory
	Exists   bool   // whether Dir is there
	File     string // the name of the latest log with any text; "" for none
	Modified string // when Go last wrote to it, in RFC 3339
	Lines    []string
	Cut      bool  // whether the log has earlier lines
	Problem  error // why there are no lines; nil if there just are none
}

const (
	maxLog      = 16 << 10 // how much of a log is read, from its end
	maxLogLines = 20
)

// ReadDebugLog reads the end of the latest log. It follows no links to other files, and
// names files of other directories only by their last element: people paste logs.
func ReadDebugLog(telemetryDir string) DebugLog {
	log := DebugLog{Dir: filepath.Join(telemetryDir, "debug")}
	info, err := os.Stat(log.Dir)
	switch {
	case rawfile.Missing(err):
		return log
	case err == nil && !info.IsDir():
		err = errNotDirectory
	case err == nil:
		log.Exists = true
	}
	var entries []os.DirEntry
	if err == nil {
		entries, err = rawfile.List(log.Dir)
	}
	if err != nil {
		log.Problem = fmt.Errorf("reading the directory debug, for logs: %w", problem.Cause(err))
		return log
	}
	name, modified := latestLog(entries)
	if name == "" {
		return log
	}
	log.File, log.Modified = name, modified.UTC().Format(time.RFC3339)
	text, whole, err := tail(filepath.Join(log.Dir, name))
	if err != nil {
		log.Problem = fmt.Errorf("reading %s: %w", name, problem.Cause(err))
		return log
	}
	lines := strings.Split(strings.TrimRight(text, "\r\n"), "\n")
	log.Cut = !whole
	if from := len(lines) - maxLogLines; from > 0 {
		lines, log.Cut = lines[from:], true
	}
	for _, line := range lines {
		log.Lines = append(log.Lines, shortPaths(strings.TrimRight(line, "\r"), telemetryDir))
	}
	return log
}

// latestLog returns the log that was written last. Go appends to sidecar.log all that it
// writes to the logs of single programs, so of logs of one time that is the one.
func latestLog(entries []os.DirEntry) (name string, modified time.Time) {
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".log") || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if err != nil || info.Size() == 0 {
			continue
		}
		if order := info.ModTime().Compare(modified); order > 0 || order == 0 && e.Name() == "sidecar.log" {
			name, modified = e.Name(), info.ModTime()
		}
	}
	return name, modified
}

// tail reads the end of a file, from the beginning of a line if there is one. whole reports whether that
// is all of the file.
func tail(path string) (text string, whole bool, err error) {
	h, stamp, err := rawfile.AnyDir().OpenListed(path)
	if err != nil {
		return "", false, err
	}
	defer h.Close()
	from := max(stamp.Size-maxLog, 0)
	data := make([]byte, stamp.Size-from)
	n, err := h.ReadAt(data, from)
	if err != nil && !rawfile.AtEnd(err) {
		return "", false, err
	}
	text = string(data[:n])
	if _, rest, found := strings.Cut(text, "\n"); found && from > 0 {
		text = rest
	}
	return text, from == 0, nil
}
