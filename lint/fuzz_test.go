package lint_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// fuzzLanguage fuzzes the linter of the file, with the examples of a directory of the
// corpus as seeds.
func fuzzLanguage(f *testing.F, directory, file string) {
	for path, e := range corpus(f) {
		if filepath.Base(filepath.Dir(path)) == directory {
			f.Add(e.file.Text)
			f.Add(strings.ReplaceAll(e.file.Text, "\n", "\r\n"))
			f.Add("\ufeff" + strings.ReplaceAll(e.file.Text, " ", "\t"))
			f.Add(strings.ReplaceAll(e.file.Text, "off", "\U0001f600"))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkSound(t, lint.File{Path: file, Text: text})
	})
}

// checkSound checks what must hold for any file, even if it isn't in its language.
func checkSound(t *testing.T, file lint.File) {
	text := file.Text
	last := 0
	for _, f := range lint.Check(file).Findings {
		if f.Start < last || f.End <= f.Start || f.End > len(text) {
			t.Fatalf("range %d to %d of a text of %d bytes, after %d", f.Start, f.End, len(text), last)
		}
		last = f.Start
		if strings.ContainsAny(text[f.Start:f.End], "\r\n") {
			t.Fatalf("range %q is not on one line", text[f.Start:f.End])
		}
		if f.Fix != nil {
			checkEdits(t, text, f.Fix.Edits)
		}
		for _, c := range f.Choices {
			checkEdits(t, text, c.Edits)
		}
		if !splits(text, f.Start) || !splits(text, f.End) {
			t.Fatalf("range %d to %d cuts a character", f.Start, f.End)
		}
	}
	lint.FixAll(file)
}

func checkEdits(t *testing.T, text string, edits []lint.Edit) {
	if len(edits) == 0 {
		t.Fatal("a fix without edits")
	}
	last := 0
	for _, e := range edits {
		if e.Start < last || e.End < e.Start || e.End > len(text) || e.Start == e.End && e.New == "" {
			t.Fatalf("edit %+v after %d, of a text of %d bytes", e, last, len(text))
		}
		if !splits(text, e.Start) || !splits(text, e.End) {
			t.Fatalf("edit %+v cuts a character", e)
		}
		last = e.End
	}
}

// splits reports whether byte i of text begins a character, or text is not UTF-8.
func splits(text string, i int) bool {
	return i == len(text) || utf8.RuneStart(text[i]) || !utf8.ValidString(text)
}

func FuzzShell(f *testing.F)      { fuzzLanguage(f, "shell", "x.sh") }
func FuzzZsh(f *testing.F)        { fuzzLanguage(f, "shell", ".zshrc") }
func FuzzDockerfile(f *testing.F) { fuzzLanguage(f, "dockerfile", "Dockerfile") }
func FuzzMarkdown(f *testing.F)   { fuzzLanguage(f, "markdown", "x.md") }
func FuzzGo(f *testing.F)         { fuzzLanguage(f, "go", "x.go") }
func FuzzDotenv(f *testing.F)     { fuzzLanguage(f, "dotenv", ".env") }
func FuzzSystemd(f *testing.F)    { fuzzLanguage(f, "systemd", "x.service") }
func FuzzJenkins(f *testing.F)    { fuzzLanguage(f, "jenkins", "Jenkinsfile") }
func FuzzPython(f *testing.F)     { fuzzLanguage(f, "python", "x.py") }
func FuzzJavaScript(f *testing.F) { fuzzLanguage(f, "javascript", "x.ts") }
func FuzzRust(f *testing.F)       { fuzzLanguage(f, "rust", "x.rs") }
