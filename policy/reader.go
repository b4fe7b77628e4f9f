package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// maxIssues is how many issues are collected: a file can have thousands.
const maxIssues = 100

// span is a part of a file.
type span struct{ start, end int }

// valueEnd as the end of a span stands for the end of the JSON value that begins there. Few
// spans are shown, and a file can have thousands of values.
const valueEnd = -1

// first returns the part of the span on its first line.
func (s span) first(data []byte) span {
	if n := bytes.IndexAny(data[s.start:s.end], "\r\n"); n >= 0 {
		s.end = s.start + n
	}
	return s
}

// reader reads JSON and collects what is wrong in it. Its errors are about text that is no
// JSON; all others are issues. No message repeats text of the file.
type reader struct {
	data    []byte
	skipped int    // bytes before the JSON text
	kind    Source // the file: the two share a form, but not all keys
	dec     *jsontext.Decoder
	issues  []Issue
	apply   span // the key apply
}

func newReader(data []byte, file Source) *reader {
	skipped := len(data) - len(bytes.TrimPrefix(data, []byte("\ufeff"))) // Notepad writes one
	text := bytes.NewReader(data[skipped:])
	return &reader{data: data, skipped: skipped, kind: file, dec: jsontext.NewDecoder(text, jsontext.AllowDuplicateNames(true))}
}

func (r *reader) issue(at span, message string) {
	if len(r.issues) == maxIssues {
		return
	}
	if at.end == valueEnd {
		at.end = r.endOf(at.start)
	}
	at = at.first(r.data)
	before := r.data[r.skipped:max(at.start, r.skipped)]
	line := bytes.LastIndexByte(before, '\n') + 1
	r.issues = append(r.issues, Issue{
		Start: at.start, End: at.end, Message: message,
		Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(before[line:]),
	})
}

// next returns the place of the next value. Only issue knows its end.
func (r *reader) next() span {
	r.dec.PeekKind() // reads up to the value
	start := r.skipped + int(r.dec.InputOffset())
	for start < len(r.data) && strings.IndexByte(" \t\r\n:,", r.data[start]) >= 0 {
		start++
	}
	return span{start, valueEnd}
}

// endOf returns the end of the value that begins at start.
func (r *reader) endOf(start int) int {
	value := jsontext.NewDecoder(bytes.NewReader(r.data[start:]), jsontext.AllowDuplicateNames(true))
	if err := value.SkipValue(); err != nil {
		return len(r.data)
	}
	return start + int(value.InputOffset())
}

// is reports whether the next value has one of some kinds. If not, it skips the value and
// reports an issue.
func (r *reader) is(at span, message string, kinds ...jsontext.Kind) (bool, error) {
	switch got := r.dec.PeekKind(); {
	case slices.Contains(kinds, got):
		return true, nil
	case got == 0 || got == '}' || got == ']':
		_, err := r.dec.ReadToken()
		if err == nil {
			err = io.ErrUnexpectedEOF
		}
		return false, err
	}
	r.issue(at, message)
	return false, r.dec.SkipValue()
}

// object reads an object and calls read for each key; read has to read the value.
func (r *reader) object(name string, read func(key string, at span) error) error {
	want := fmt.Sprintf("key %q must be an object", name)
	if name == "" {
		want = "the file must hold a JSON object"
	}
	if ok, err := r.is(r.next(), want, '{'); !ok {
		return err
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	seen := map[string]bool{}
	for r.dec.PeekKind() == '"' {
		at := r.next()
		token, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		key := token.String()
		if seen[key] {
			r.issue(at, "this key is there twice")
		}
		seen[key] = true
		if err := read(key, at); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// list reads a list of strings and calls read for each; read has to read the string.
func (r *reader) list(want string, read func() error) error {
	if ok, err := r.is(r.next(), want, '['); !ok {
		return err
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	for r.dec.PeekKind() != ']' {
		ok, err := r.is(r.next(), want, '"')
		if ok {
			err = read()
		}
		if err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// unknown reports a key that the file can't have.
func (r *reader) unknown(at span, known ...string) error {
	r.issue(at, "unknown key; known are "+strings.Join(known, ", "))
	return r.dec.SkipValue()
}

// text reads a string; the place is empty if the value is none.
func (r *reader) text(key string) (string, span, error) {
	at := r.next()
	if ok, err := r.is(at, fmt.Sprintf("key %q must be a string", key), '"'); !ok {
		return "", span{}, err
	}
	token, err := r.dec.ReadToken()
	if err != nil {
		return "", span{}, err
	}
	return token.String(), at, nil
}

func (r *reader) boolean(key string) (bool, error) {
	if ok, err := r.is(r.next(), fmt.Sprintf("key %q must be true or false", key), 't', 'f'); !ok {
		return false, err
	}
	token, err := r.dec.ReadToken()
	if err != nil {
		return false, err
	}
	return token.Bool(), nil
}

// end checks that nothing follows.
func (r *reader) end() {
	if at := r.next(); at.start < len(r.data) {
		r.issue(span{at.start, len(r.data)}, "unexpected text after the JSON object")
	}
}

// broken reports text that is not JSON.
func (r *reader) broken(err error) {
	at := min(r.skipped+int(r.dec.InputOffset()), len(r.data))
	message := "not valid JSON"
	var syntax *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		message = "not valid JSON: the file ends too early"
		at = len(r.data)
	case errors.As(err, &syntax):
		at = min(r.skipped+int(syntax.ByteOffset), len(r.data))
		message = "not valid JSON: " + withoutQuote(syntax.Err.Error())
	}
	r.issue(span{min(at, max(r.skipped, len(r.data)-1)), len(r.data)}, message)
}

// withoutQuote returns the text of a syntax error without the part of the file that it
// quotes.
func withoutQuote(text string) string {
	text = strings.TrimPrefix(text, "jsontext: ")
	for _, lead := range []string{"invalid character ", "invalid escape sequence ", "invalid surrogate pair "} {
		if rest, ok := strings.CutPrefix(text, lead); ok {
			quoted, _ := strconv.QuotedPrefix(rest) // "" if it isn't quoted
			return lead + strings.TrimPrefix(rest[len(quoted):], " ")
		}
	}
	return text
}
