package index

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// MaxReport bounds what is read of a report. Real ones have some ten kilobytes.
const MaxReport = 64 << 20

// Report is a weekly report of Go, as far as it is not about single counters.
type Report struct {
	week     string
	LastWeek string
	X        float64
	Config   string
	Programs []*Tally // in the order of the file
}

// parseReport reads a report as leniently as Go does. It goes token by token: five
// years of reports are ten megabytes.
func parseReport(data []byte, names *interner) (*Report, error) {
	p := reportParser{dec: newDecoder(data), names: names}
	r, err := p.report()
	if err == nil {
		err = p.end()
	}
	if err != nil {
		return nil, problem.InJSON(err, p.dec.InputOffset())
	}
	return r, nil
}

func newDecoder(data []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

type reportParser struct {
	dec   *jsontext.Decoder
	names *interner
}

func (p *reportParser) report() (*Report, error) {
	r := &Report{}
	if p.dec.PeekKind() == 'n' {
		return r, errors.New("null where a report belongs")
	}
	return r, p.object(func(key string) (err error) {
		switch {
		case strings.EqualFold(key, "Week"):
			r.week, err = p.text()
		case strings.EqualFold(key, "LastWeek"):
			r.LastWeek, err = p.text()
		case strings.EqualFold(key, "Config"):
			r.Config, err = p.text()
		case strings.EqualFold(key, "X"):
			r.X, err = p.float()
		case strings.EqualFold(key, "Programs"):
			r.Programs = nil
			err = p.array(func() error {
				if p.dec.PeekKind() == 'n' {
					return p.dec.SkipValue()
				}
				t, err := p.program()
				r.Programs = append(r.Programs, t)
				return err
			})
		default:
			err = p.dec.SkipValue()
		}
		return err
	})
}

func (p *reportParser) program() (*Tally, error) {
	t := &Tally{}
	err := p.object(func(key string) (err error) {
		switch {
		case strings.EqualFold(key, "Program"):
			t.Build.Program, err = p.text()
		case strings.EqualFold(key, "Version"):
			t.Build.Version, err = p.text()
		case strings.EqualFold(key, "GoVersion"):
			t.Build.GoVersion, err = p.text()
		case strings.EqualFold(key, "GOOS"):
			t.Build.GOOS, err = p.text()
		case strings.EqualFold(key, "GOARCH"):
			t.Build.GOARCH, err = p.text()
		case strings.EqualFold(key, "Counters"), strings.EqualFold(key, "Stacks"):
			err = p.object(func(name string) error {
				value, err := p.integer()
				t.Counts = append(t.Counts, Count{name, uint64(value)})
				return err
			})
		default:
			err = p.dec.SkipValue()
		}
		return err
	})
	t.sort()
	return t, err
}

// object reads an object or null, member by member.
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

// begin reads the beginning of an object or array. It is done at null.
func (p *reportParser) begin(kind jsontext.Kind) (done bool, err error) {
	found := p.dec.PeekKind()
	if found != 'n' && found != kind && found != 0 {
		return true, fmt.Errorf("%s where %s belongs", found, kind)
	}
	_, err = p.dec.ReadToken()
	return found == 'n', err
}

// text reads a string. Most come back in every report.
func (p *reportParser) text() (string, error) {
	if kind := p.dec.PeekKind(); kind != '"' && kind != 'n' && kind != 0 {
		return "", fmt.Errorf("%s where a string belongs", kind)
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
		return 0, fmt.Errorf("number %s is no count", printable.Line(raw, 64))
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

// number reads a number; null is the empty text.
func (p *reportParser) number() (string, error) {
	if kind := p.dec.PeekKind(); kind != '0' && kind != 'n' && kind != 0 {
		return "", fmt.Errorf("%s where a number belongs", kind)
	}
	raw, err := p.dec.ReadValue()
	if err != nil || raw.Kind() == 'n' {
		return "", err
	}
	return string(raw), nil
}

// end makes sure that nothing follows.
func (p *reportParser) end() error {
	switch _, err := p.dec.ReadToken(); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return errors.New("more than one JSON value")
}
