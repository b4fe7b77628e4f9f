// Package declaretest finds errors in declarations, for the tests of packages with
// declarations. Start reading at [Problems].
package declaretest

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// Problems lists the errors in the declarations of an object; the function empty returns
// an empty object. It reports errors in a single key, keys that fill the same field, and
// exported fields that no key fills, because they were forgotten or have a type that no
// key can have.
func Problems(empty func() declare.Object) []string {
	params := empty().Params()
	problems := Params(params)
	if len(problems) > 0 {
		return problems
	}
	filledBy := map[string]string{}
	for i, p := range params {
		for _, field := range filled(empty(), i) {
			if other, ok := filledBy[field]; ok {
				problems = append(problems, fmt.Sprintf("%s and %s fill the same field %s", other, p.Name, field))
			}
			filledBy[field] = p.Name
		}
	}
	for f := range reflect.TypeOf(empty()).Elem().Fields() {
		if _, ok := filledBy[f.Name]; f.IsExported() && !ok {
			problems = append(problems, fmt.Sprintf("no key fills the field %s of type %s", f.Name, f.Type))
		}
	}
	return problems
}

// filled returns the names of the fields of the empty object x that its key at index i
// fills.
func filled(x declare.Object, i int) []string {
	p := x.Params()[i]
	raw, err := plainjson.Marshal(sample(&p.Value))
	if err != nil || p.Decode(jsontext.Value(raw)) != nil {
		return nil
	}
	var names []string
	v := reflect.ValueOf(x).Elem()
	for f := range v.Type().Fields() {
		if !v.FieldByIndex(f.Index).IsZero() {
			names = append(names, f.Name)
		}
	}
	return names
}

// sample returns a valid value that is not the zero value of its type.
func sample(v *declare.Value) any {
	switch {
	case v.Type == declare.Boolean:
		return true
	case v.Type == declare.Integer:
		return v.Max
	case len(v.Values) > 0:
		return v.Values[0]
	case v.Format == declare.Date:
		return "2026-11-29"
	}
	return "text"
}

// Params lists the errors in each declaration.
func Params(params []declare.Param) []string {
	var problems []string
	seen := map[string]bool{}
	for _, p := range params {
		for _, problem := range ofParam(&p) {
			problems = append(problems, p.Name+": "+problem)
		}
		if seen[p.Name] {
			problems = append(problems, p.Name+": declared twice")
		}
		seen[p.Name] = true
	}
	return problems
}

var keyName = regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`)

func ofParam(p *declare.Param) []string {
	var problems []string
	wrong := func(is bool, problem string) {
		if is {
			problems = append(problems, problem)
		}
	}
	wrong(!keyName.MatchString(p.Name), "the name is not in camel case")
	wrong(!strings.HasSuffix(p.Doc, "."), "the doc is not a sentence")
	wrong(p.Required && p.Default != nil, "a required key cannot have a default")
	wrong(p.Default != nil && !p.Valid(p.Default), fmt.Sprintf("the default %v is invalid according to its declaration", p.Default))
	switch p.Type {
	case declare.String, declare.Boolean, declare.Integer:
	default:
		wrong(true, fmt.Sprintf("unknown type %q", p.Type))
	}
	wrong(p.Format != "" && p.Format != declare.Date, fmt.Sprintf("unknown format %q", p.Format))
	wrong(p.Type != declare.String && (len(p.Values) > 0 || p.Format != ""), "only a string can have values or a format")
	wrong(p.Type != declare.Integer && (p.Min != 0 || p.Max != 0), "only an integer can have a range")
	wrong(p.Min > p.Max, "the range is empty")
	wrong(len(p.Values) == 1, "a single value is no choice")
	return problems
}
