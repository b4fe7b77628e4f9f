package plainjson

import (
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

type inner struct{ Names map[string]int }

// MarshalJSON calls an encoder inside another, as reports do.
func (i inner) MarshalJSON() ([]byte, error) {
	type plain inner
	return Marshal(plain(i), json.Deterministic(true))
}

func TestMarshal(t *testing.T) {
	for _, test := range []struct {
		v       any
		options json.Options
		want    string
	}{
		{"/home/j\xfcrgen", nil, `"/home/j` + "\ufffd" + `rgen"`},
		{[]string{"\xff\xfe", "é"}, nil, `["` + "\ufffd\ufffd" + `","é"]`},
		{"\xed\xa0\x80", nil, `"` + "\ufffd\ufffd\ufffd" + `"`}, // half of a surrogate pair
		{map[string]int{"a\xff": 1}, nil, `{"a` + "\ufffd" + `":1}`},
		{inner{map[string]int{"a\xfe": 1, "a\xff": 2}}, nil, `{"Names":{"a` + "\ufffd" + `":1,"a` + "\ufffd" + `":2}}`},
		{"<\xff>", jsontext.EscapeForHTML(true), `"\u003c` + "\ufffd" + `\u003e"`},
	} {
		got, err := Marshal(test.v, test.options)
		if err != nil || string(got) != test.want || !utf8.Valid(got) {
			t.Errorf("Marshal(%q) = %s, %v; want %s", test.v, got, err, test.want)
		}
	}
}

func TestUnmarshal(t *testing.T) {
	for raw, want := range map[string]string{
		`"\ud83d"`:         "\ufffd",
		`"\ud83d\ude00"`:   "😀",
		"\"j\xfcrgen\"":    "j\ufffdrgen",
		`"\udc00 \ud800x"`: "\ufffd \ufffdx",
	} {
		var got string
		if err := Unmarshal([]byte(raw), &got); err != nil || got != want {
			t.Errorf("Unmarshal(%q) = %q, %v; want %q", raw, got, err, want)
		}
	}
}
