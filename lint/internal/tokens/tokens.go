// Package tokens is what the linters of Python, JavaScript and Rust share. They know the
// tokens of their language, its brackets and lists, but not its grammar. Start reading at
// [File].
package tokens

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Kind is the kind of a token.
type Kind uint8

// The kinds of tokens.
const (
	Name   Kind = iota // or a number or a keyword
	Mark               // an operator or a bracket
	String             //
	End                // the end of a logical line, if the language has such
)

// Token is a token of a file.
type Token struct {
	Kind
	Start, End int           // in the source
	Text       string        // as it is written
	Value      report.Source // of a string, without quotes and escapes
	Constant   bool          // a string without expressions in it
	First      bool          // the first one on its line
	Pair       int           // the matching bracket, or -1
	In         int           // the bracket around it, or -1
}

// Longest bounds how many tokens of a statement are read, because each setting in it reads
// them. Longer ones are not what people write.
const Longest = 2000

// File is a file with its tokens.
type File struct {
	R      *report.Reporter
	Src    report.Source
	Tokens []Token

	comments []comment
}

type comment struct{ start, end int }

// Add adds a token.
func (f *File) Add(kind Kind, start, end int) {
	f.Tokens = append(f.Tokens, Token{Kind: kind, Start: start, End: end, Text: f.Src.Text[start:end], Pair: -1, In: -1})
}

// AddString adds a string.
func (f *File) AddString(start, end int, value report.Source, constant bool) {
	f.Add(String, start, end)
	last := &f.Tokens[len(f.Tokens)-1]
	last.Value, last.Constant = value, constant
}

// Comment adds a comment.
func (f *File) Comment(start, end int) {
	f.comments = append(f.comments, comment{start, end})
	f.R.Comment(f.Src.At(start), f.Src.At(end))
}

// Finish finds the pairs of brackets and the first tokens of lines. An open bracket
// without its end makes the file broken.
func (f *File) Finish() {
	var open []int
	end := 0
	for i := range f.Tokens {
		t := &f.Tokens[i]
		t.First = i == 0 || strings.Contains(f.Src.Text[end:t.Start], "\n")
		end = t.End
		if n := len(open); n > 0 {
			t.In = open[n-1]
		}
		if t.Kind != Mark || len(t.Text) != 1 {
			continue
		}
		switch t.Text[0] {
		case '(', '[', '{':
			open = append(open, i)
		case ')', ']', '}':
			at := len(open) - 1
			for at >= 0 && !matches(f.Tokens[open[at]].Text, t.Text) {
				at--
			}
			if at < 0 {
				f.R.Broken = true
				continue
			}
			f.R.Broken = f.R.Broken || at < len(open)-1
			t.Pair, t.In, f.Tokens[open[at]].Pair = open[at], f.Tokens[open[at]].In, i
			open = open[:at]
		}
	}
	f.R.Broken = f.R.Broken || len(open) > 0
}

func matches(open, end string) bool {
	return open == "(" && end == ")" || open == "[" && end == "]" || open == "{" && end == "}"
}

// Is reports whether the tokens from i on are names and marks with these texts.
func (f *File) Is(i int, texts ...string) bool {
	if i < 0 || i+len(texts) > len(f.Tokens) {
		return false
	}
	for k, text := range texts {
		if t := f.Tokens[i+k]; t.Kind == String || t.Text != text {
			return false
		}
	}
	return true
}

// IsString reports whether token i is a string.
func (f *File) IsString(i int) bool { return i >= 0 && i < len(f.Tokens) && f.Tokens[i].Kind == String }

// IsName reports whether token i is a name.
func (f *File) IsName(i int) bool { return i >= 0 && i < len(f.Tokens) && f.Tokens[i].Kind == Name }

// IsOpen reports whether token i is an open bracket that has its end.
func (f *File) IsOpen(i int, bracket string) bool { return f.Is(i, bracket) && f.Tokens[i].Pair > i }

// Place returns the place in the file of token i.
func (f *File) Place(i int) (start, end int) {
	return f.Src.At(f.Tokens[i].Start), f.Src.At(f.Tokens[i].End)
}

// Skip returns the token after token i, or after its end if it is an open bracket.
func (f *File) Skip(i int) int {
	if pair := f.Tokens[i].Pair; pair > i {
		return pair + 1
	}
	return i + 1
}
