package index

import (
	"bytes"
	"errors"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// MaxReport is the maximum size of a report. Real ones have about ten kilobytes.
const MaxReport = 64 << 20

// Report is a local report. It has everything that was counted in a week.
type Report struct {
	week     string
	LastWeek string
	X        float64
	Config   string
	Programs []*BuildCounts // in the order of the file
}

// parseReport parses a report as leniently as Go does. It goes token by token because
// five years of reports add up to ten megabytes.
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
		return r, errors.New("expected a report, found null")
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

func (p *reportParser) program() (*BuildCounts, error) {
	t := &BuildCounts{}
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
