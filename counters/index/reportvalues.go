package index

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// object reads an object or null, one member at a time.
func (p *reportParser) object(member func(key string) error) error {
	if done, err := p.begin('{'); done || err != nil {
		return err
	}
	for p.dec.PeekKind() != '}' {
		key, err := p.text()
		if err != nil {
			return err
		}
		if err := member(key); err != nil {
			return err
		}
	}
	_, err := p.dec.ReadToken()
	return err
}

func (p *reportParser) array(element func() error) error {
	if done, err := p.begin('['); done || err != nil {
		return err
	}
	for p.dec.PeekKind() != ']' {
		if err := element(); err != nil {
			return err
		}
	}
	_, err := p.dec.ReadToken()
	return err
}

// begin reads the beginning of an object or array. If it finds null, done is true.
func (p *reportParser) begin(kind jsontext.Kind) (done bool, err error) {
	found := p.dec.PeekKind()
	if found != 'n' && found != kind && found != 0 {
		return true, fmt.Errorf("expected %s, found %s", kind, found)
	}
	_, err = p.dec.ReadToken()
	return found == 'n', err
}

// text reads a string or null. It interns strings, since most occur in every report.
func (p *reportParser) text() (string, error) {
	if kind := p.dec.PeekKind(); kind != '"' && kind != 'n' && kind != 0 {
		return "", fmt.Errorf("expected a string, found %s", kind)
	}
	raw, err := p.dec.ReadValue()
	switch {
	case err != nil:
		return "", err
	case raw.Kind() == 'n':
		return "", nil
	}
	plain := raw[1 : len(raw)-1]
	for _, c := range plain {
		if c == '\\' || c >= 0x80 {
			text, err := jsontext.AppendUnquote(nil, raw)
			if err != nil && text == nil {
				return "", err
			}
			return p.names.bytes(text), nil
		}
	}
	return p.names.bytes(plain), nil
}

func (p *reportParser) integer() (int64, error) {
	raw, err := p.number()
	if err != nil || raw == "" {
		return 0, err
	}
	n, err := strconv.ParseInt(raw, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("invalid count %s", printable.Line(raw, 64))
	}
	return n, nil
}

func (p *reportParser) float() (float64, error) {
	raw, err := p.number()
	if err != nil || raw == "" {
		return 0, err
	}
	return strconv.ParseFloat(raw, 64)
}

// number reads a number. It returns "" for null.
func (p *reportParser) number() (string, error) {
	if kind := p.dec.PeekKind(); kind != '0' && kind != 'n' && kind != 0 {
		return "", fmt.Errorf("expected a number, found %s", kind)
	}
	raw, err := p.dec.ReadValue()
	if err != nil || raw.Kind() == 'n' {
		return "", err
	}
	return string(raw), nil
}

// end makes sure that nothing follows the report.
func (p *reportParser) end() error {
	switch _, err := p.dec.ReadToken(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return errors.New("more than one JSON value")
}
