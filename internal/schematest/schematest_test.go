package schematest

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// example is a handwritten object for running.json.
const example = `{"supported":true,"programs":[{"program":"cmd/go","pid":7,"version":""}]}`

func TestFits(t *testing.T) { Fits(t, "../../docs/schemas/running.json", []byte(example)) }

// TestBadObjects checks that the validator rejects invalid objects.
func TestBadObjects(t *testing.T) {
	s := Load(t, "../../docs/schemas/running.json")
	for _, raw := range []string{
		`null`,
		`[]`,
		`{}`,
		`{"supported":true}`,
		`{"supported":true,"programs":null}`,
		`{"supported":"true","programs":[]}`,
		`{"supported":true,"programs":[{"program":"cmd/go","pid":7}]}`,
		`{"supported":true,"programs":[{"program":"cmd/go","pid":"7","version":""}]}`,
	} {
		if s.Validate(decode(t, raw)) == nil {
			t.Errorf("%s passes", raw)
		}
	}
}

// TestWrongs checks that wrongs detects a schema that accepts everything, and one that
// rejects unknown keys.
func TestWrongs(t *testing.T) {
	v := decode(t, example)
	got := wrongs(v, func() bool { return true })
	for _, want := range []string{
		"another type at /supported", "no /supported", "another type at /programs", "no /programs", "another type at /programs/0",
		"another type at /programs/0/pid", "no /programs/0/pid", "no /programs/0/program", "no /programs/0/version",
	} {
		if !slices.Contains(got, "accepts "+want) {
			t.Errorf("%q was not tried: %q", want, got)
		}
	}
	if closed := strings.Join(wrongs(v, func() bool { return false }), "\n"); closed != "refuses another key in /programs/0\nrefuses another key in " {
		t.Errorf("got %q", closed)
	}
	if again := decode(t, example); wrongs(again, func() bool { return true }) == nil || len(again.(map[string]any)) != 2 {
		t.Errorf("the object has changed: %v", again)
	}
}

func decode(t *testing.T, raw string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
