package check

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/telemetry-ls/telemetry-ls/lint"
	"github.com/telemetry-ls/telemetry-ls/lint/walk"
)

// Result is what was found in a file, or that there is a problem with it.
type Result struct {
	File     string // with slashes
	Findings []Finding
	Fixed    int // findings that were resolved
	Problem  *Problem
}

// Walk is a lint on its way.
type Walk struct {
	*walk.Walk[Result]
	writing sync.RWMutex // a worker holds it for reading while it writes a file
}

// Start begins to lint the files that paths name, and those in the directories that they
// name. With fix, it writes the files with all preferred fixes, and finds what is left. The
// caller must receive all results.
func Start(ctx context.Context, paths []string, fix bool) *Walk {
	w := &Walk{}
	check := checkFile
	if fix {
		check = w.fixFile
	}
	w.Walk = walk.Start(ctx, paths, walk.Steps[Result]{
		Known:      lint.Known,
		Suspicious: lint.Suspicious,
		MaxSize:    lint.MaxSize,
		Check:      check,
		Failed:     func(p walk.Problem) Result { return failed(p.Path, p.Code, p.Err) },
	})
	return w
}

// Stop waits for the files that are being written. After it, the walk writes no other, so
// the process can end.
func (w *Walk) Stop() { w.writing.Lock() }

func failed(file, code string, err error) Result {
	return Result{File: file, Problem: &Problem{file, code, err.Error()}}
}

func checkFile(f walk.File) []Result {
	found := Text(f.Path, f.Full, f.Text)
	if len(found) == 0 {
		return nil
	}
	return []Result{{File: f.Path, Findings: found}}
}

// Unchecked returns the problem with a text that can't be checked, or nil. The paths are
// those of [Text].
func Unchecked(file, path, text string) *Problem {
	var err error
	switch {
	case len(text) > lint.MaxSize:
		err = walk.TooLarge(lint.MaxSize)
	case lint.Known(path) || strings.HasPrefix(text, "#!"):
		err = walk.NotText([]byte(text))
	}
	var left *walk.LeftOut
	if !errors.As(err, &left) {
		return nil
	}
	return &Problem{file, left.Code, left.Error()}
}

// Text returns the findings in the text of a file. path is the one that tells the language:
// it can have more directories than file, the one in the findings.
func Text(file, path, text string) []Finding {
	return describe(file, text, lint.Check(lint.File{Path: path, Text: text}).Findings)
}
