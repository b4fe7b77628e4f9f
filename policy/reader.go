package policy

import (
	"bytes"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// span is a part of a file.
type span struct{ start, end int }

// first returns the part of the span on its first line.
func (s span) first(data []byte) span {
	if n := bytes.IndexAny(data[s.start:s.end], "\r\n"); n >= 0 {
		s.end = s.start + n
	}
	return s
}

// reader reads JSON and collects what is wrong in it. Its errors are about text that is no
// JSON; all others are issues.
type reader struct {
	data    []byte
	skipped int // bytes before the JSON text
	kind    kind
	dec     *jsontext.Decoder
	issues  []Issue
}

func (r *reader) issue(at span, message string) {
	at = at.first(r.data)
	r.issues = append(r.issues, Issue{at.start, at.end, message})
}

// next returns the place of the next value.
func (r *reader) next() span {
	r.dec.PeekKind() // reads up to the value
	start := r.skipped + int(r.dec.InputOffset())
	for start < len(r.data) && bytes.IndexByte([]byte(" \t\r\n:,"), r.data[start]) >= 0 {
		start++
	}
	value := jsontext.NewDecoder(bytes.NewReader(r.data[start:]))
	if err := value.SkipValue(); err != nil {
		return span{start, len(r.data)}
	}
	return span{start, start + int(value.InputOffset())}
}

func (r *reader) isObject(at span) bool { return at.start < len(r.data) && r.data[at.start] == '{' }

// object reads an object and calls read for each key; read has to read the value.
func (r *reader) object(name string, read func(key string, at span) error) error {
	if at := r.next(); r.dec.PeekKind() != '{' {
		if at.start == len(r.data) {
			return io.ErrUnexpectedEOF
		}
		if name == "" {
			r.issue(at, "must be a JSON object")
		} else {
			r.issue(at, fmt.Sprintf("key %q must be an object", name))
		}
		return r.dec.SkipValue()
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	for r.dec.PeekKind() == '"' {
		at := r.next()
		token, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		if err := read(token.String(), at); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// unknown reports a key that the file can't have.
func (r *reader) unknown(key string, at span) error {
	r.issue(at, fmt.Sprintf("unknown key %q", key))
	return r.dec.SkipValue()
}

// text reads a string; the place is empty if the value is none.
func (r *reader) text(key string) (string, span, error) {
	at := r.next()
	if r.dec.PeekKind() != '"' {
		r.issue(at, fmt.Sprintf("key %q must be a string", key))
		return "", span{}, r.dec.SkipValue()
	}
	token, err := r.dec.ReadToken()
	if err != nil {
		return "", span{}, err
	}
	return token.String(), at, nil
}

func (r *reader) boolean(key string) (bool, error) {
	at := r.next()
	if k := r.dec.PeekKind(); k != 't' && k != 'f' {
		r.issue(at, fmt.Sprintf("key %q must be true or false", key))
		return false, r.dec.SkipValue()
	}
	token, err := r.dec.ReadToken()
	if err != nil {
		return false, err
	}
	return token.Bool(), nil
}

// end checks that nothing follows.
func (r *reader) end() error {
	if _, err := r.dec.ReadToken(); err != io.EOF {
		if err == nil {
			r.issue(span{r.skipped + int(r.dec.InputOffset()) - 1, len(r.data)}, "unexpected text after the JSON object")
			return nil
		}
		return err
	}
	return nil
}
