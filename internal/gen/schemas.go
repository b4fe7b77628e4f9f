package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/fleet"
	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/lint/check"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/settings"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// draft is the JSON Schema dialect.
const draft = "https://json-schema.org/draft/2020-12/schema"

// schemaNumber is the value of the key schema in the objects that --json prints.
const schemaNumber = 1

// printed lists the objects that a verb prints with --json.
var printed = []struct {
	verb   string
	object reflect.Type
}{
	{"status", reflect.TypeFor[status.Status]()},
	{"summary", reflect.TypeFor[summary.Summary]()},
	{"preview", reflect.TypeFor[upload.Preview]()},
	{"files", reflect.TypeFor[housekeeping.Listing]()},
	{"doctor", reflect.TypeFor[doctor.Checks]()},
	{"clean", reflect.TypeFor[housekeeping.Plan]()},
	{"check", reflect.TypeFor[check.Report]()},
}

// schemaFiles returns the JSON Schemas in docs/schemas.
func (d *declarations) schemaFiles(root string) []generated {
	types := &describer{src: newSource(root)}
	var files []generated
	add := func(name string, make func() (*jsonschema.Schema, error)) {
		files = append(files, generated{"docs/schemas/" + name + ".json", func([]byte) ([]byte, error) {
			s, err := make()
			if err != nil {
				return nil, err
			}
			return schemaText(s)
		}})
	}
	for _, p := range printed {
		add(p.verb, func() (*jsonschema.Schema, error) { return types.printed(p.verb, p.object) })
	}
	add("status-notification", func() (*jsonschema.Schema, error) {
		return types.titled("The params of goTelemetry/status", reflect.TypeFor[status.Status]())
	})
	add("export", func() (*jsonschema.Schema, error) {
		return types.titled("A line of telemetry-ls export --ndjson", reflect.TypeFor[fleet.Row]())
	})
	add("preview-counts", func() (*jsonschema.Schema, error) {
		return types.titled("The result of "+commands.Preview.ID+" with the detail "+string(commands.Counts), reflect.TypeFor[upload.Counted]())
	})
	add("running", func() (*jsonschema.Schema, error) {
		return types.titled("The result of "+commands.Running.ID, reflect.TypeFor[running.Programs]())
	})
	add("arguments", d.argumentsSchema)
	add("settings", func() (*jsonschema.Schema, error) {
		s := objectOf(d.settings)
		s.Title, s.Description = "The settings of telemetry-ls", "The initializationOptions, and the configuration section "+settings.Section+"."
		return s, nil
	})
	add("config", func() (*jsonschema.Schema, error) {
		s := objectOf(new(config.User).Params())
		s.Title, s.Description = "The user's own configuration file", "The file telemetry-ls/config.json in the user's configuration directory."
		return s, nil
	})
	return append(files, policySchemas()...)
}

// printed returns the schema of the object that verb prints, with the schema number.
// Most are the result of the command of the same name.
func (d *describer) printed(verb string, object reflect.Type) (*jsonschema.Schema, error) {
	const key = "schema"
	s, err := d.titled("The output of telemetry-ls "+verb+" --json", object)
	if err != nil {
		return nil, err
	}
	number := any(schemaNumber)
	s.Properties[key] = &jsonschema.Schema{
		Type: "integer", Const: &number,
		Description: "The version of this shape. Within a version, keys are only added.",
	}
	s.PropertyOrder = append([]string{key}, s.PropertyOrder...)
	s.Required = append([]string{key}, s.Required...)
	return s, nil
}

func (d *describer) titled(title string, object reflect.Type) (*jsonschema.Schema, error) {
	s, err := d.schema(object)
	if err != nil {
		return nil, fmt.Errorf("describing %s: %w", object, err)
	}
	s.Title = title
	return s, nil
}

// argumentsSchema returns a schema with a definition for each command with an argument.
func (d *declarations) argumentsSchema() (*jsonschema.Schema, error) {
	s := &jsonschema.Schema{
		Title:       "The arguments of the commands",
		Description: "A definition for the object in arguments[0] of workspace/executeCommand, by the command's ID.",
		Defs:        map[string]*jsonschema.Schema{},
	}
	for _, c := range d.commands {
		if params := c.Params(); len(params) > 0 {
			argument := objectOf(params)
			argument.Description = c.Doc
			argument.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{}}
			s.Defs[c.ID] = argument
		}
	}
	return s, nil
}

// objectOf returns the schema of an object with declared keys.
func objectOf(params []declare.Param) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}}
	for _, p := range params {
		s.Properties[p.Name] = keyOf(p)
		s.PropertyOrder = append(s.PropertyOrder, p.Name)
		if p.Required {
			s.Required = append(s.Required, p.Name)
		}
	}
	return s
}

func keyOf(p declare.Param) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: string(p.Type), Description: p.Doc, Format: string(p.Format)}
	for _, v := range p.Values {
		s.Enum = append(s.Enum, v)
	}
	if p.Type == declare.Integer {
		s.Minimum, s.Maximum = new(float64(p.Min)), new(float64(p.Max))
	}
	if p.Default != nil {
		s.Default, _ = json.Marshal(p.Default) // a string, a bool or an int
	}
	return s
}

// schemaText returns the text of a schema file, with the title and description first.
func schemaText(s *jsonschema.Schema) ([]byte, error) {
	head, err := json.Marshal(struct {
		Schema      string `json:"$schema"`
		Title       string `json:"title"`
		Description string `json:"description"`
	}{draft, s.Title, s.Description})
	if err != nil {
		return nil, err
	}
	s.Title, s.Description = "", ""
	rest, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	err = json.Indent(&text, slices.Concat(head[:len(head)-1], []byte(","), rest[1:], []byte("\n")), "", "  ")
	return text.Bytes(), err
}
