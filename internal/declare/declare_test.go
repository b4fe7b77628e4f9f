package declare

import (
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

type word string

// everything has a field of each kind.
type everything struct {
	Word  word
	Text  string
	Day   string
	Bool  bool
	Whole int
	Wait  time.Duration
}

func (e *everything) Params() []Param {
	return []Param{
		{Name: "word", Value: OneOf(&e.Word, "red", "blue"), Default: "red"},
		{Name: "text", Value: Text(&e.Text)},
		{Name: "day", Value: Day(&e.Day)},
		{Name: "bool", Value: Bool(&e.Bool), Default: true},
		{Name: "whole", Value: Whole(&e.Whole, -2, 8), Default: 4},
		{Name: "wait", Value: Milliseconds(&e.Wait, 0, NoMax), Default: 1500},
	}
}

func TestDefaults(t *testing.T) {
	var got everything
	for _, p := range got.Params() {
		p.SetDefault()
	}
	if want := (everything{Word: "red", Bool: true, Whole: 4, Wait: 1500 * time.Millisecond}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestDecode(t *testing.T) {
	for _, test := range []struct {
		key, raw string
		want     everything // zero if raw is invalid
	}{
		{"word", `"blue"`, everything{Word: "blue"}},
		{"word", ` "\u0062lue"`, everything{Word: "blue"}},
		{"word", `"Blue"`, everything{}},
		{"word", `""`, everything{}},
		{"word", `1`, everything{}},
		{"word", `null`, everything{}},
		{"text", `"x"`, everything{Text: "x"}},
		{"text", "\"\xff\"", everything{Text: "\ufffd"}},
		{"text", `["x"]`, everything{}},
		{"text", `null`, everything{}},
		{"day", `"2024-02-29"`, everything{Day: "2024-02-29"}},
		{"day", `"2026-02-29"`, everything{}},
		{"day", `"2026-2-1"`, everything{}},
		{"day", `""`, everything{}},
		{"bool", `true`, everything{Bool: true}},
		{"bool", `"true"`, everything{}},
		{"bool", `1`, everything{}},
		{"whole", `8`, everything{Whole: 8}},
		{"whole", `-2.0`, everything{Whole: -2}},
		{"whole", `5e0`, everything{Whole: 5}},
		{"whole", `9`, everything{}},
		{"whole", `-3`, everything{}},
		{"whole", `1.5`, everything{}},
		{"whole", `1e300`, everything{}},
		{"whole", `-1e300`, everything{}},
		{"whole", `"8"`, everything{}},
		{"whole", `{}`, everything{}},
		{"wait", `2147483647`, everything{Wait: 2147483647 * time.Millisecond}},
		{"wait", `2147483648`, everything{}},
		{"wait", `{`, everything{}},
	} {
		var got everything
		err := find(t, got.Params(), "").Decode(nil)
		if err == nil {
			t.Error("an empty value was accepted")
		}
		p := find(t, got.Params(), test.key)
		err = p.Decode(jsontext.Value(test.raw))
		if got != test.want || (err == nil) != (test.want != everything{}) {
			t.Errorf("%s %s: got %+v, %v, want %+v", test.key, test.raw, got, err, test.want)
		}
	}
}

func TestWant(t *testing.T) {
	for key, want := range map[string]string{
		"word":  "one of red, blue",
		"text":  "a string",
		"day":   "a day as YYYY-MM-DD",
		"bool":  "true or false",
		"whole": "a whole number from -2 to 8",
		"wait":  "a whole number from 0",
	} {
		p := find(t, new(everything).Params(), key)
		if got := p.Want(); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

// find returns the declaration of key, or the first one for "".
func find(t *testing.T, params []Param, key string) *Param {
	t.Helper()
	for i := range params {
		if params[i].Name == key || key == "" {
			return &params[i]
		}
	}
	t.Fatalf("there is no key %q", key)
	return nil
}
