package declaretest

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
)

func TestParams(t *testing.T) {
	var text string
	good := declare.Param{Name: "key", Value: declare.Text(&text), Doc: "What it is."}
	for _, test := range []struct {
		change func(*declare.Param)
		want   string // part of the only problem; "" for none
	}{
		{func(*declare.Param) {}, ""},
		{func(p *declare.Param) { p.Default = "any" }, ""},
		{func(p *declare.Param) { p.Values, p.Default = []string{"a", "b"}, "a" }, ""},
		{func(p *declare.Param) { p.Format, p.Default = declare.Date, "2026-11-29" }, ""},
		{func(p *declare.Param) { p.Type, p.Min, p.Max, p.Default = declare.Integer, 1, 8, 8 }, ""},
		{func(p *declare.Param) { p.Name = "" }, "not in camel case"},
		{func(p *declare.Param) { p.Name = "a key" }, "not in camel case"},
		{func(p *declare.Param) { p.Doc = "" }, "not a sentence"},
		{func(p *declare.Param) { p.Type = "number" }, `unknown type "number"`},
		{func(p *declare.Param) { p.Format = "uri" }, `unknown format "uri"`},
		{func(p *declare.Param) { p.Type, p.Values = declare.Boolean, []string{"yes", "no"} }, "only a string"},
		{func(p *declare.Param) { p.Type, p.Format = declare.Boolean, declare.Date }, "only a string"},
		{func(p *declare.Param) { p.Max = 3 }, "only an integer"},
		{func(p *declare.Param) { p.Type, p.Min = declare.Integer, 3 }, "the range is empty"},
		{func(p *declare.Param) { p.Default = 1 }, "the default 1 is invalid"},
		{func(p *declare.Param) { p.Values, p.Default = []string{"a", "b"}, "c" }, "the default c is invalid"},
		{func(p *declare.Param) { p.Format, p.Default = declare.Date, "2026-02-31" }, "the default 2026-02-31 is invalid"},
		{func(p *declare.Param) { p.Type, p.Min, p.Max, p.Default = declare.Integer, 1, 8, 9 }, "the default 9 is invalid"},
		{func(p *declare.Param) { p.Type, p.Default = declare.Boolean, "true" }, "the default true is invalid"},
		{func(p *declare.Param) { p.Required, p.Default = true, "a" }, "cannot have a default"},
		{func(p *declare.Param) { p.Values = []string{"a"} }, "no choice"},
	} {
		p := good
		test.change(&p)
		check(t, Params([]declare.Param{p}), test.want)
	}
	check(t, Params([]declare.Param{good, good}), "declared twice")
}

type forgotten struct {
	A, B bool
	Rate float64 // no key can have this type
}

func (f *forgotten) Params() []declare.Param {
	return []declare.Param{
		{Name: "a", Value: declare.Bool(&f.A), Doc: "A."},
		{Name: "b", Value: declare.Bool(&f.B), Doc: "B."},
	}
}

type shared struct{ A int }

func (s *shared) Params() []declare.Param {
	return []declare.Param{
		{Name: "a", Value: declare.Whole(&s.A, 0, 8), Doc: "A."},
		{Name: "b", Value: declare.Whole(&s.A, 0, 8), Doc: "B."},
	}
}

func TestProblems(t *testing.T) {
	check(t, Problems(func() declare.Object { return new(forgotten) }), "no key fills the field Rate of type float64")
	check(t, Problems(func() declare.Object { return new(shared) }), "a and b fill the same field A")
}

func check(t *testing.T, got []string, want string) {
	t.Helper()
	if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !strings.Contains(got[0], want)) {
		t.Errorf("problems %q, want one with %q", got, want)
	}
}
