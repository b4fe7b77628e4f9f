package main

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/google/jsonschema-go/jsonschema"
)

// describer generates JSON Schemas from Go types. The comments of the types and their
// fields become titles and descriptions.
type describer struct{ src *source }

// schema returns the schema of t. It requires every key, allows more keys, and allows
// null only if the Go value is a pointer.
func (d *describer) schema(t reflect.Type) (*jsonschema.Schema, error) {
	s, err := jsonschema.ForType(t, nil)
	if err != nil {
		return nil, err
	}
	return s, d.refine(s, t)
}

// refine completes the schema that the library infers from t.
func (d *describer) refine(s *jsonschema.Schema, t reflect.Type) error {
	nullable := t.Kind() == reflect.Pointer
	if nullable {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Slice:
		if !nullable {
			s.Type, s.Types = "array", nil
		}
		return d.refineItems(s.Items, t.Elem())
	case reflect.Map:
		return d.refine(s.AdditionalProperties, t.Elem())
	case reflect.Struct:
		return d.refineStruct(s, t)
	}
	return nil
}

// refineItems completes the schema of a list's items. Lists hold no nil pointers.
func (d *describer) refineItems(s *jsonschema.Schema, t reflect.Type) error {
	if t.Kind() == reflect.Pointer {
		s.Type, s.Types = s.Types[1], nil
		t = t.Elem()
	}
	return d.refine(s, t)
}

func (d *describer) refineStruct(s *jsonschema.Schema, t reflect.Type) error {
	var err error
	s.Title, s.AdditionalProperties = t.Name(), nil
	if s.Description, err = d.src.typeComment(t); err != nil {
		return err
	}
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous || !f.IsExported() {
			continue
		}
		owner := ownerOf(t, f)
		key := keyName(f)
		property := s.Properties[key]
		if err := d.refine(property, f.Type); err != nil {
			return err
		}
		if property.Description, err = d.src.fieldComment(owner, f.Name); err != nil {
			return err
		}
		if err := d.detail(property, owner, key); err != nil {
			return err
		}
	}
	return nil
}

// ownerOf returns the struct that declares f: t, or a struct embedded in t.
func ownerOf(t reflect.Type, f reflect.StructField) reflect.Type {
	if len(f.Index) == 1 {
		return t
	}
	return t.FieldByIndex(f.Index[:len(f.Index)-1]).Type
}

// keyName returns the key of a field. Our types use no options besides the name.
func keyName(f reflect.StructField) string {
	if name := f.Tag.Get("json"); name != "" {
		return name
	}
	return f.Name
}

// detail adds to the schema of a key what its Go type doesn't say.
func (d *describer) detail(s *jsonschema.Schema, owner reflect.Type, key string) error {
	for _, known := range details {
		if known.owner != owner || !slices.Contains(known.keys, key) {
			continue
		}
		if known.group == "" {
			known.add(s)
			continue
		}
		values, err := d.src.groupOf(known.beside, known.group)
		if err != nil {
			return fmt.Errorf("key %s of %s: %w", key, owner, err)
		}
		if known.open {
			openTo(s, values)
		} else {
			words(values...)(s)
		}
	}
	return nil
}
