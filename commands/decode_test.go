package commands

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/declaretest"
)

func TestDecodeSetMode(t *testing.T) {
	for _, test := range []struct {
		arguments []string
		want      SetModeArgs
		problem   string // part of the error; "" for none
	}{
		{[]string{`{"mode":"on"}`}, SetModeArgs{Mode: "on"}, ""},
		{[]string{`{"mode":"off","ifUnchosen":true}`}, SetModeArgs{Mode: "off", IfUnchosen: true}, ""},
		{[]string{`{"mode":"off","ifUnchosen":null}`}, SetModeArgs{Mode: "off"}, ""},
		{nil, SetModeArgs{}, `argument "mode" is missing; it must be one of on, local, off`},
		{[]string{`null`}, SetModeArgs{}, `argument "mode" is missing`},
		{[]string{`{}`}, SetModeArgs{}, `argument "mode" is missing`},
		{[]string{`{"mode":null}`}, SetModeArgs{}, `argument "mode" is missing`},
		{[]string{`{"mode":"ON"}`}, SetModeArgs{}, `argument "mode" must be one of on, local, off`},
		{[]string{`{"mode":1}`}, SetModeArgs{}, `argument "mode" must be one of on, local, off`},
		{[]string{`{"mode":"on","ifUnchosen":"yes"}`}, SetModeArgs{}, `argument "ifUnchosen" must be true or false`},
		{[]string{`{"mode":"on","force":true}`}, SetModeArgs{}, `unknown argument; valid arguments: mode (one of on, local, off), ifUnchosen`},
		{[]string{`"on"`}, SetModeArgs{}, `the argument must be one object`},
		{[]string{`["on"]`}, SetModeArgs{}, `must be one object`},
		{[]string{`{"mode":"on"}`, `{}`}, SetModeArgs{}, `got 2 arguments`},
		{[]string{`{"mode":"on","mode":"off"}`}, SetModeArgs{}, `not a valid object`},
	} {
		var arguments []jsontext.Value
		for _, a := range test.arguments {
			arguments = append(arguments, jsontext.Value(a))
		}
		got, err := SetMode.decode(arguments)
		if got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.arguments, got, test.want)
		}
		if (err == nil) != (test.problem == "") || err != nil && !strings.Contains(err.Error(), test.problem) {
			t.Errorf("%s: error %v, want %q in it", test.arguments, err, test.problem)
		}
		var bad *ArgumentError
		if err != nil && !errors.As(err, &bad) {
			t.Errorf("%s: error %T, want *ArgumentError", test.arguments, err)
		}
	}
}

func TestDecodeDefaults(t *testing.T) {
	got, err := Open.decode([]jsontext.Value{jsontext.Value(`{"document":"explanation"}`)})
	if err != nil || !got.Show {
		t.Errorf("got %+v, %v; want show, which is the default", got, err)
	}
}

func TestNoneTakesNothing(t *testing.T) {
	if _, err := Status.decode([]jsontext.Value{jsontext.Value(`{"x":1}`)}); err == nil {
		t.Error("an unknown argument was accepted")
	}
	if _, err := Status.decode([]jsontext.Value{jsontext.Value(`{}`)}); err != nil {
		t.Error(err)
	}
}

// TestDeclarations finds errors that decoding valid arguments doesn't show.
func TestDeclarations(t *testing.T) {
	ids := map[string]bool{}
	for _, d := range All() {
		for _, problem := range declaretest.Problems(d.argument) {
			t.Errorf("%s: %s", d.ID, problem)
		}
		if d.Title == "" || !strings.HasSuffix(d.Doc, ".") || d.Result == "" || ids[d.ID] || d.Changes && d.AtOnce {
			t.Errorf("%s: a title, a doc or a result is missing, the id is taken, or it cannot be answered at once", d.ID)
		}
		ids[d.ID] = true
	}
}

func TestTableWantsEveryCommand(t *testing.T) {
	none := func(context.Context, None) (None, error) { return None{}, nil }
	_, err := NewTable(Bind(ResetPrompt, none))
	if err == nil || !strings.Contains(err.Error(), "declared but not bound") {
		t.Errorf("error %v, want one that names what is not bound", err)
	}
}

func TestUnknownCommand(t *testing.T) {
	_, err := (&Table{}).Prepare("telemetry-ls.nope", nil)
	if err == nil || !strings.Contains(err.Error(), "valid commands: telemetry-ls.status,") {
		t.Errorf("error %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"mode":"on"}`)
	f.Add(`{"mode":{"a":[]},"ifUnchosen":0}`)
	f.Fuzz(func(t *testing.T, raw string) {
		v := jsontext.Value(raw)
		if !v.IsValid() {
			return // the framing rejects it
		}
		got, err := SetMode.decode([]jsontext.Value{v})
		if err == nil && got.Mode != "on" && got.Mode != "local" && got.Mode != "off" {
			t.Errorf("%s gave %+v", raw, got)
		}
	})
}

func TestNumbersAndDays(t *testing.T) {
	for text, want := range map[string]int{`8`: 8, `8.0`: 8, `1e2`: 100, `0`: -1, `-1`: -1, `1.5`: -1, `1e300`: -1, `"8"`: -1} {
		got, err := Summary.decode([]jsontext.Value{jsontext.Value(`{"weeks":` + text + `}`)})
		if want < 0 && (err == nil || !strings.Contains(err.Error(), "must be a whole number from 1")) || want > 0 && (err != nil || got.Weeks != want) {
			t.Errorf("weeks %s: got %d, %v, want %d", text, got.Weeks, err, want)
		}
	}
	for text, valid := range map[string]bool{`"2026-01-31"`: true, `""`: false, `"soon"`: false, `"2026-02-31"`: false, `5`: false, `null`: true} {
		_, err := Clean.decode([]jsontext.Value{jsontext.Value(`{"before":` + text + `}`)})
		if (err == nil) != valid || err != nil && !strings.Contains(err.Error(), "must be a day as YYYY-MM-DD") {
			t.Errorf("before %s: %v, want valid %v", text, err, valid)
		}
	}
}
