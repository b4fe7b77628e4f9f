package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/schematest"
	"github.com/telemetry-ls/telemetry-ls/settings"
)

// TestSchemasAgreeWithDeclarations checks that a schema accepts the same values as the
// program. Null is the exception: the program treats it as an absent key.
func TestSchemasAgreeWithDeclarations(t *testing.T) {
	const dir = "../../docs/schemas/"
	agrees(t, dir+"settings.json", settings.All())
	agrees(t, dir+"config.json", new(config.User).Params())
	for _, c := range commands.All() {
		if params := c.Params(); len(params) > 0 {
			agrees(t, dir+"arguments.json#/$defs/"+c.ID, params)
		}
	}
}

func agrees(t *testing.T, path string, params []declare.Param) {
	t.Helper()
	for _, p := range params {
		raws := []string{`""`, `"on"`, `"x"`, `"2026-11-29"`, `"2026-02-31"`, `0`, `-1`, `1`, `1.0`, `1.5`, `520`, `521`, `86400000`, `86400001`, `1e300`, `true`, `[]`, `{}`}
		for _, v := range p.Values {
			raws = append(raws, fmt.Sprintf("%q", v))
		}
		fits, valid := schematest.Key(t, path, p.Name), 0
		for _, raw := range raws {
			decodes := p.Decode(jsontext.Value(raw)) == nil
			if decodes {
				valid++
			}
			if fits(raw) != decodes {
				t.Errorf("%s: %s %s: valid by the schema: %v, decoded: %v", path, p.Name, raw, !decodes, decodes)
			}
		}
		if valid == 0 || valid == len(raws) {
			t.Errorf("%s: %s: %d of %d values are valid", path, p.Name, valid, len(raws))
		}
	}
}

// TestDetailsNameKeys checks that each detail is for an existing key. The generator would
// silently ignore others.
func TestDetailsNameKeys(t *testing.T) {
	for _, d := range details {
		var keys []string
		for f := range d.owner.Fields() {
			keys = append(keys, keyName(f))
		}
		for _, key := range d.keys {
			if !slices.Contains(keys, key) {
				t.Errorf("%s has no key %s", d.owner, key)
			}
		}
	}
}

type undescribed struct {
	Key string `json:"key"`
}

func TestSource(t *testing.T) {
	src := newSource("../..")
	program := reflect.TypeFor[settings.Settings]()
	if text, err := src.fieldComment(program, "Prompt"); text != "Auto or never." || err != nil {
		t.Errorf("comment %q, %v", text, err)
	}
	for _, err := range []error{
		second(src.fieldComment(program, "Lint")),
		second(src.fieldComment(program, "Gone")),
		second(src.groupOf(program, "no constant")),
		second(src.typeComment(reflect.TypeFor[undescribed]())),
	} {
		if err == nil {
			t.Error("what is missing was found")
		}
	}
	if got := sentence("the [Reason],\n  in words\n"); got != "The Reason, in words." {
		t.Errorf("sentence %q", got)
	}
	if got := withoutName("Checks are what it finds.", "Checks"); !strings.HasPrefix(got, "what") {
		t.Errorf("comment %q", got)
	}
}

func second[T any](_ T, err error) error { return err }
