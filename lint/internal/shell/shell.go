// Package shell lints shell scripts: POSIX sh, bash and zsh.
package shell

import (
	"errors"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Lint lints sh and bash.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, syntax.LangBash)
}

// LintZsh lints zsh.
func LintZsh(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, syntax.LangZsh)
}

// maxResumes bounds how often the parser starts again after an error.
const maxResumes = 100

// lint lints a script. After a syntax error, it goes on at the next line: a script is
// often half typed, and a template that isn't quite shell.
func lint(r *report.Reporter, src report.Source, in report.Context, variant syntax.LangVariant) {
	src = withoutReturns(src).Valid() // the parser ends at a byte that isn't UTF-8
	l := &linter{r: r, src: src, in: in, allExport: exportsAll(src.Text)}
	options := []syntax.ParserOption{syntax.Variant(variant), syntax.RecoverErrors(10)}
	keep := strings.Contains(src.Text, "telemetry-ls:")
	if keep {
		options = append(options, syntax.KeepComments(true))
	}
	parser := syntax.NewParser(options...)
	var parts []part
	split, guessed := chunks(src.Text, r.Quick)
	r.Broken = r.Broken || guessed
	for _, c := range split {
		for at, resumes := c.start, 0; at < c.end && resumes < maxResumes && report.Suspicious(src.Text[at:c.end]); resumes++ {
			file, next := parse(parser, src.Text[at:c.end])
			parts = append(parts, part{at, file})
			if next < 0 {
				r.Broken = r.Broken || unfinished(file.Stmts)
				break
			}
			r.Broken = true
			at += next
		}
	}
	for i, p := range parts {
		l.base = p.at
		if keep {
			l.comments(p.file)
		}
		l.list(p.file.Stmts, list{script: true, last: i == len(parts)-1, sole: len(parts) == 1 && src.Len() < chunkSize})
	}
	l.finish()
}

// part is a part of the script that was parsed at once.
type part struct {
	at   int
	file *syntax.File
}

// parse parses text up to a syntax error and returns where to go on, or -1.
func parse(parser *syntax.Parser, text string) (file *syntax.File, next int) {
	file, next = &syntax.File{}, -1
	// With RecoverErrors, the parser can panic on unfinished text such as `X=$((A 0`.
	defer func() {
		if recover() != nil {
			next = afterError(text, file.Stmts, nil)
		}
	}()
	reader := &boundedReader{text: text}
	for stmt, err := range parser.StmtsSeq(reader) {
		reader.from = reader.at
		switch { // no break: the parser goes on after an error nevertheless
		case next >= 0:
		case err == nil:
			file.Stmts = append(file.Stmts, stmt)
		default:
			next = afterError(text, file.Stmts, err)
		}
	}
	return file, next
}

// afterError returns the start of the line after a syntax error.
func afterError(text string, before []*syntax.Stmt, err error) int {
	at := 0
	if n := len(before); n > 0 {
		at = int(before[n-1].End().Offset())
	}
	var failed syntax.ParseError
	if errors.As(err, &failed) {
		at = max(at, int(failed.Pos.Offset()))
	}
	return report.LineEnd(text, min(at, len(text))) + 1
}

// withoutReturns returns a source whose lines end without carriage returns, which are
// part of words and of the ends of here-documents to the parser.
func withoutReturns(src report.Source) report.Source {
	if !strings.Contains(src.Text, "\r\n") {
		return src
	}
	d := src.Decode()
	at := 0
	for {
		n := strings.Index(src.Text[at:], "\r\n")
		if n < 0 {
			break
		}
		d.Copy(at, at+n)
		d.Add("\n", at+n)
		at += n + len("\r\n")
	}
	d.Copy(at, src.Len())
	return d.Source(src.Len())
}

// comments tells the reporter about the comments of a script.
func (l *linter) comments(file *syntax.File) {
	syntax.Walk(file, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.Comment); ok {
			l.r.Comment(l.src.At(l.at(c.Pos())), l.src.At(l.at(c.End())))
		}
		return true
	})
	for _, c := range file.Last {
		l.r.Comment(l.src.At(l.at(c.Pos())), l.src.At(l.at(c.End())))
	}
}
