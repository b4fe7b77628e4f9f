package test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// uploadLog is what Go's uploader logged about a run in the directory debug.
type uploadLog struct {
	text     string
	reasons  map[string][]string // by week, the reasons for no report to upload, as codes of the preview
	made     map[string]bool     // the weeks with a report, whether or not it is for upload
	panicked bool
}

// logLines are the known lines of the log and their codes. Lines without a week are about
// the week of the next line that names one.
var logLines = []struct {
	pattern *regexp.Regexp
	code    string
}{
	{regexp.MustCompile(`No upload config or mode`), "mode-not-on"},
	{regexp.MustCompile(`Expiry date .* is too old`), "too-old"},
	{regexp.MustCompile(`As-of date .* is not before start`), "before-opt-in"},
	{regexp.MustCompile(`X: .* > SampleRate`), "sampled"},
	{regexp.MustCompile(`Failed to create report for (\S+): none of the`), "no-counters"},
}

var (
	createdLine = regexp.MustCompile(`Created (\S+)\.json, deleting`)
	failedLine  = regexp.MustCompile(`Failed to create report for (\S+): `)
)

// takeUploadLog reads the log and deletes it.
func takeUploadLog(t *testing.T, dir string) *uploadLog {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "debug", "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	l := &uploadLog{reasons: map[string][]string{}, made: map[string]bool{}}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if l.text += string(data); filepath.Base(path) != "sidecar.log" { // sidecar.log repeats the lines
			l.parse(string(data))
		}
	}
	l.panicked = strings.Contains(l.text, "upload recover:")
	return l
}

func (l *uploadLog) parse(text string) {
	var codes []string
	for line := range strings.Lines(text) {
		for _, known := range logLines {
			if known.pattern.MatchString(line) {
				codes = append(codes, known.code)
			}
		}
		created, failed := createdLine.FindStringSubmatch(line), failedLine.FindStringSubmatch(line)
		switch {
		case created != nil:
			l.made[created[1]], l.reasons[created[1]] = true, codes
			codes = nil
		case failed != nil:
			l.reasons[failed[1]] = codes
			codes = nil
		}
	}
}
