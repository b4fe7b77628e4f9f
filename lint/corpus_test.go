package lint_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

var update = flag.Bool("update", false, "write what Check finds into the corpus")

// example is a file of the corpus: a file to check, its findings, one per line, and its
// text after all preferred fixes. A trap has no findings.
type example struct {
	file     lint.File
	findings string
	fixed    string
}

// corpus returns the examples in testdata by the name of their file.
func corpus(t testing.TB) map[string]example {
	t.Helper()
	found := make(map[string]example)
	err := filepath.WalkDir("testdata", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".txtar" {
			found[path], err = readExample(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func readExample(path string) (example, error) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		return example{}, err
	}
	var e example
	for i, f := range archive.Files {
		switch {
		case i == 0:
			e.file = lint.File{Path: f.Name, Text: string(f.Data)}
			e.fixed = string(f.Data)
			e.file.Path, e.file.Language, _ = strings.Cut(f.Name, " language=")
		case f.Name == "findings":
			e.findings = string(f.Data)
		case f.Name == "fixed":
			e.fixed = string(f.Data)
		default:
			return e, fmt.Errorf("%s: unknown section %q", path, f.Name)
		}
	}
	return e, nil
}

// describe writes the findings as the corpus has them.
func describe(text string, findings []lint.Finding) string {
	var b strings.Builder
	lines := lint.NewLines(text)
	severities := []string{"", "error", "warning", "information"}
	for _, f := range findings {
		start, end := lines.Position(f.Start), lines.Position(f.End)
		fmt.Fprintf(&b, "%d:%d-%d:%d %s %s %s\n", start.Line, start.Column, end.Line, end.Column, f.Code, severities[f.Severity], text[f.Start:f.End])
	}
	return b.String()
}

// TestCorpus checks the findings and fixes of each example, and that a second run after
// the fixes finds nothing that has a fix.
func TestCorpus(t *testing.T) {
	for path, e := range corpus(t) {
		t.Run(strings.TrimSuffix(filepath.ToSlash(path), ".txtar"), func(t *testing.T) {
			found := lint.Check(e.file).Findings
			got := describe(e.file.Text, found)
			fixed, n := lint.FixAll(e.file)
			if *update {
				writeExample(t, path, got, fixed)
				return
			}
			if diff := cmp.Diff(e.findings, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(e.fixed, fixed); diff != "" {
				t.Errorf("fixed text (-want +got):\n%s", diff)
			}
			checkFixes(t, e.file, found, fixed, n)
		})
	}
}

// checkFixes checks what must hold for the fixes of any file.
func checkFixes(t *testing.T, file lint.File, found []lint.Finding, fixed string, n int) {
	t.Helper()
	fixable := 0
	for _, f := range found {
		if strings.ContainsAny(file.Text[f.Start:f.End], "\r\n") {
			t.Errorf("range %q is not on one line", file.Text[f.Start:f.End])
		}
		if f.Message == "" || f.Code == "" || f.Severity == 0 {
			t.Errorf("incomplete finding %+v", f)
		}
		if f.Fix == nil {
			continue
		}
		fixable++
		one := file
		one.Text = lint.Apply(file.Text, f.Fix.Edits)
		if left := len(lint.Check(one).Findings); left >= len(found) {
			t.Errorf("the fix of %q leaves %d of %d findings:\n%s", file.Text[f.Start:f.End], left, len(found), one.Text)
		}
	}
	again := file
	again.Text = fixed
	left := lint.Check(again).Findings
	for _, f := range left {
		if f.Fix != nil {
			t.Errorf("a second run finds %s at %q", f.Code, fixed[f.Start:f.End])
		}
	}
	if len(left) != len(found)-fixable {
		t.Errorf("%d findings are left after %d fixes of %d", len(left), n, len(found))
	}
}

func writeExample(t *testing.T, path, findings, fixed string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(data)
	original := string(archive.Files[0].Data)
	archive.Files = archive.Files[:1]
	if findings != "" {
		archive.Files = append(archive.Files, txtar.File{Name: "findings", Data: []byte(findings)})
	}
	if fixed != original {
		archive.Files = append(archive.Files, txtar.File{Name: "fixed", Data: []byte(fixed)})
	}
	if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
