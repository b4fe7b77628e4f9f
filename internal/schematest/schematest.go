// Package schematest validates what the program prints and sends against the JSON
// Schemas in docs/schemas, with a validator that shares no code with their generator.
//
// Start reading at [Fits].
package schematest

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Load reads the schema in the file path.
func Load(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	s, err := c.Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Key returns a function that reports whether the schema in the file path allows the
// value raw at key. It ignores all other keys.
func Key(t *testing.T, path, key string) func(raw string) bool {
	t.Helper()
	property := Load(t, path).Properties[key]
	if property == nil {
		t.Fatalf("%s has no key %s", path, key)
	}
	return func(raw string) bool {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		return property.Validate(v) == nil
	}
}

// Valid reports whether the schema in the file path accepts raw.
func Valid(t *testing.T, path, raw string) bool {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return Load(t, path).Validate(v) == nil
}

// Fits fails the test if the schema in the file path does not accept raw. To prove that
// the schema doesn't accept everything, Fits also checks that the schema rejects raw
// without any one of its keys, rejects it with a value of another type, and accepts it
// with an unknown key.
func Fits(t *testing.T, path string, raw []byte) {
	t.Helper()
	s := Load(t, path)
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err == nil {
		err = s.Validate(v)
	}
	if err != nil {
		t.Errorf("%s: %v\n%s", path, err, raw)
		return
	}
	passes := func() bool { return s.Validate(v) == nil }
	for _, failure := range wrongs(v, passes) {
		t.Errorf("%s %s: %s", path, failure, raw)
	}
}
