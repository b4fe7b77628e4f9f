// Prose keeps the project's glossary: it finds words and phrases that were retired,
// in everything that people read, be it code, comments, documentation or texts of
// the front ends. Start reading at glossary.go. Lines that end in a comment with
// prose:ignore may say what they like.
package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	findings, err := check(os.DirFS("."))
	if err != nil {
		fmt.Fprintf(os.Stderr, "prose: %v\n", err)
		os.Exit(2)
	}
	for _, f := range findings {
		fmt.Println(f)
	}
	if len(findings) > 0 {
		fmt.Fprintf(os.Stderr, "prose: %d retired phrases; see internal/prose/glossary.go\n", len(findings))
		os.Exit(1)
	}
}

// skipped are directories of others' text, and of what is made.
var skipped = []string{".git", ".cache", "node_modules", "dist", "bin", "out", "testdata"}

// read are the kinds of files that people read.
var read = []string{".go", ".ts", ".tsx", ".mts", ".mjs", ".js", ".lua", ".md", ".sh", ".txt", ".json", ".yml", ".yaml", ".css", ".html", ".el", ".toml", ""}

// own are the files that must name what is retired.
var own = []string{"internal/prose/glossary.go", "internal/prose/prose_test.go", "editors/vscode/package-lock.json"}

func check(root fs.FS) ([]string, error) {
	rules := make([]*regexp.Regexp, len(glossary))
	for i, r := range glossary {
		rules[i] = r.pattern()
	}
	var findings []string
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(skipped, d.Name()) {
			return fs.SkipDir
		}
		if !d.Type().IsRegular() || !slices.Contains(read, filepath.Ext(path)) || slices.Contains(own, path) {
			return nil
		}
		text, err := fs.ReadFile(root, path)
		if err != nil || bytes.IndexByte(text, 0) >= 0 {
			return err
		}
		findings = append(findings, checkText(path, string(text), rules)...)
		return nil
	})
	return findings, err
}

func checkText(path, text string, rules []*regexp.Regexp) []string {
	var findings []string
	for i, rule := range rules {
		for rest := 0; ; {
			at := rule.FindStringSubmatchIndex(text[rest:])
			if at == nil {
				break
			}
			start, end := rest+at[2], rest+at[3]
			rest = end
			if isQuoted(text, start, end) || strings.Contains(lineAt(text, start), "prose:ignore") {
				continue
			}
			line := 1 + strings.Count(text[:start], "\n")
			phrase := strings.Join(strings.Fields(text[start:end]), " ")
			findings = append(findings, fmt.Sprintf("%s:%d: %q: say %s", path, line, phrase, glossary[i].instead))
		}
	}
	return findings
}

// isQuoted reports whether a phrase is all of a string: a value, such as the name of
// a user account, and not prose.
func isQuoted(text string, start, end int) bool {
	return start > 0 && end < len(text) && text[start-1] == text[end] && strings.IndexByte("\"'`", text[end]) >= 0
}

// lineAt gives the line that holds the byte at an offset.
func lineAt(text string, offset int) string {
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return line
}
