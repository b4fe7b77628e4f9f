package lint_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestHalfTyped opens a quote or a bracket at the end of each line of the corpus, as
// someone does who types there. The findings of the other lines must stay, or the file
// must count as half typed, so that an editor keeps them.
func TestHalfTyped(t *testing.T) {
	languages := []string{"shell", "zsh", "fish", "powershell", "cmd", "make", "just"}
	for path, e := range corpus(t) {
		// A quote that is already open ends at the next one.
		if !slices.Contains(languages, filepath.Base(filepath.Dir(path))) || filepath.Base(path) == "broken.txtar" {
			continue
		}
		t.Run(filepath.ToSlash(path), func(t *testing.T) {
			found := lint.Check(e.file).Findings
			if len(found) == 0 {
				return
			}
			for _, opened := range []string{` "`, ` '`, " (", " $("} {
				if opened != ` "` && filepath.Base(filepath.Dir(path)) == "cmd" {
					continue // a letter like any other
				}
				for _, at := range lineEnds(e.file.Text) {
					half := e.file
					half.Text = e.file.Text[:at] + opened + e.file.Text[at:]
					if lost := lostElsewhere(e.file.Text, found, half, at, len(opened)); lost != "" {
						t.Errorf("%s loses %q:\n%s", opened, lost, half.Text[:at+len(opened)])
						return
					}
				}
			}
		})
	}
}

// lineEnds returns the ends of the lines of text, before a mark that continues a line.
func lineEnds(text string) (ends []int) {
	at := 0
	for line := range strings.Lines(text) {
		ends = append(ends, at+len(strings.TrimRight(line, "\\^`\r\n")))
		at += len(line)
	}
	return ends
}

// lostElsewhere returns a finding outside the line with byte i that isn't found after n
// bytes are inserted there, if the file doesn't count as half typed.
func lostElsewhere(text string, found []lint.Finding, half lint.File, i, n int) string {
	after := lint.Check(half)
	if after.Broken {
		return ""
	}
	line := strings.LastIndexByte(text[:i], '\n') + 1
	for _, f := range found {
		if line <= f.Start && f.Start <= i {
			continue
		}
		moved := f.Start
		if f.Start > i {
			moved += n
		}
		if !slices.ContainsFunc(after.Findings, func(g lint.Finding) bool { return g.Start == moved && g.Code == f.Code }) {
			return text[f.Start:f.End]
		}
	}
	return ""
}
