package commands

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// ArgumentError tells which part of a command's argument is bad and what would
// be valid. The server answers it with InvalidParams, which editors show as a
// message; so it repeats nothing that a client sent, be it a value or a key.
type ArgumentError struct {
	Command string
	Problem string
}

func (e *ArgumentError) Error() string {
	return e.Command + ": " + e.Problem
}

// decode reads the arguments of one workspace/executeCommand into a struct of
// type A: none, null or one object with known keys of the right types.
func decode[A any](d *Descriptor, arguments []jsontext.Value) (A, error) {
	var arg A
	bad := func(format string, args ...any) (A, error) {
		var zero A
		return zero, &ArgumentError{Command: d.ID, Problem: fmt.Sprintf(format, args...)}
	}
	if len(arguments) > 1 {
		return bad("got %d arguments, want one object or none", len(arguments))
	}
	keys := map[string]jsontext.Value{}
	if len(arguments) == 1 && arguments[0].Kind() != 'n' {
		if arguments[0].Kind() != '{' {
			return bad("the argument must be one object%s", d.usage())
		}
		if err := plainjson.Unmarshal(arguments[0], &keys); err != nil {
			return bad("the argument is not a valid object%s", d.usage())
		}
	}
	v := reflect.ValueOf(&arg).Elem()
	for i, p := range d.Params {
		raw, ok := keys[p.Name]
		delete(keys, p.Name)
		if !ok || raw.Kind() == 'n' {
			if p.Required {
				return bad("argument %q is missing; it must be %s", p.Name, p.want())
			}
			raw = p.defaultValue()
		}
		if err := p.set(v.Field(i), raw); err != nil {
			return bad("argument %q must be %s", p.Name, p.want())
		}
	}
	if len(keys) > 0 {
		return bad("unknown argument%s", d.usage())
	}
	return arg, nil
}

// usage names the keys that a command knows.
func (d *Descriptor) usage() string {
	if len(d.Params) == 0 {
		return "; this command takes no arguments"
	}
	names := make([]string, len(d.Params))
	for i, p := range d.Params {
		names[i] = p.Name + " (" + p.want() + ")"
	}
	return "; valid are " + strings.Join(names, ", ")
}

// want says what is valid for p.
func (p *Param) want() string {
	if len(p.Values) > 0 {
		return "one of " + strings.Join(p.Values, ", ")
	}
	if p.Format == "day" {
		return "a day as YYYY-MM-DD"
	}
	return map[string]string{"boolean": "true or false", "integer": "a whole number from 1", "string": "a string"}[p.Type]
}

// set stores raw in the field of p.
func (p *Param) set(field reflect.Value, raw jsontext.Value) error {
	if len(raw) == 0 {
		return nil
	}
	if p.Type == "integer" {
		return setInteger(field, raw)
	}
	if err := plainjson.Unmarshal(raw, field.Addr().Interface()); err != nil {
		return err
	}
	if len(p.Values) > 0 && !slices.Contains(p.Values, field.String()) {
		return fmt.Errorf("not a valid value")
	}
	if p.Format == "day" {
		if _, err := time.Parse(time.DateOnly, field.String()); err != nil {
			return err
		}
	}
	return nil
}

// setInteger takes any way to write a whole number: some clients know only floats.
func setInteger(field reflect.Value, raw jsontext.Value) error {
	var number float64
	if err := plainjson.Unmarshal(raw, &number); err != nil {
		return err
	}
	if number != math.Trunc(number) || number < 1 || number > math.MaxInt32 {
		return fmt.Errorf("out of range")
	}
	field.SetInt(int64(number))
	return nil
}

// defaultValue is the JSON of p's default, empty where the zero value is it.
func (p *Param) defaultValue() jsontext.Value {
	if p.Default == "" {
		return nil
	}
	if p.Type == "string" {
		return jsontext.Value(strconv.Quote(p.Default))
	}
	return jsontext.Value(p.Default)
}

// paramsOf reads the parameters from the fields of an argument struct.
func paramsOf(t reflect.Type) []Param {
	var params []Param
	for f := range t.Fields() {
		def, optional := f.Tag.Lookup("default")
		p := Param{
			Name:     f.Tag.Get("json"),
			Type:     map[reflect.Kind]string{reflect.String: "string", reflect.Bool: "boolean", reflect.Int: "integer"}[f.Type.Kind()],
			Required: !optional,
			Default:  def,
			Format:   f.Tag.Get("format"),
			Doc:      f.Tag.Get("doc"),
		}
		if v := f.Tag.Get("values"); v != "" {
			p.Values = strings.Split(v, "|")
		}
		params = append(params, p)
	}
	return params
}
