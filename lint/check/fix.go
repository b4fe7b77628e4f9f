package check

import (
	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
	"github.com/telemetry-ls/telemetry-ls/lint"
	"github.com/telemetry-ls/telemetry-ls/lint/walk"
)

// Fixed returns a text with all preferred fixes, the number of findings that they resolve,
// and the findings that are left. The paths are those of [Text].
func Fixed(file, path, text string) (fixed string, n int, left []Finding) {
	fixed, n = lint.FixAll(lint.File{Path: path, Text: text})
	return fixed, n, Text(file, path, fixed)
}

// fixFile writes a file with its fixes, if there are any. If that fails, all findings are
// left.
func (w *Walk) fixFile(f walk.File) []Result {
	fixed, n, left := Fixed(f.Path, f.Full, f.Text)
	if n == 0 || fixed == f.Text {
		return checkFile(f)
	}
	w.writing.RLock()
	p := write(f, fixed)
	w.writing.RUnlock()
	if p != nil {
		return append(checkFile(f), Result{File: f.Path, Problem: p})
	}
	return []Result{{File: f.Path, Findings: left, Fixed: n}}
}

// write replaces the content of a file that is still as it was read.
func write(f walk.File, text string) *Problem {
	now, err := smallfile.Read(f.Real, lint.MaxSize)
	if err != nil || string(now) != f.Text {
		return &Problem{f.Path, Changed, "not fixed: another program changed it; run telemetry-ls again"}
	}
	if err := atomicfile.Rewrite(f.Real, []byte(text)); err != nil {
		return &Problem{f.Path, Unwritable, "not fixed: " + hint.WithoutPath(err).Error()}
	}
	return nil
}
