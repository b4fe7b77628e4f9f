package declare

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Type is the JSON type of a value, as JSON Schema names it.
type Type string

// The supported types.
const (
	String  Type = "string"
	Boolean Type = "boolean"
	Integer Type = "integer"
)

// Format narrows a string, as JSON Schema names it.
type Format string

// Date is the format of a day, YYYY-MM-DD.
const Date Format = "date"

// NoMax is the Max of an integer without a specific upper bound.
const NoMax = math.MaxInt32

// Value describes the valid values of a key. The functions below return one. Each takes
// a pointer to a field, so the compiler rejects fields of unsupported types.
type Value struct {
	Type     Type
	Values   []string // the valid values of a string; nil for any
	Format   Format   // of a string; empty for any
	Min, Max int      // of an integer, inclusive
	store    func(any)
}

// OneOf declares a string that must be one of values.
func OneOf[S ~string](field *S, values ...S) Value {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	return Value{Type: String, Values: words, store: func(v any) { *field = S(v.(string)) }}
}

// Text declares any string.
func Text(field *string) Value {
	return Value{Type: String, store: func(v any) { *field = v.(string) }}
}

// Day declares a string of the form YYYY-MM-DD.
func Day(field *string) Value {
	return Value{Type: String, Format: Date, store: func(v any) { *field = v.(string) }}
}

// Bool declares a boolean.
func Bool(field *bool) Value {
	return Value{Type: Boolean, store: func(v any) { *field = v.(bool) }}
}

// Whole declares a whole number from low to high.
func Whole(field *int, low, high int) Value {
	return Value{Type: Integer, Min: low, Max: high, store: func(v any) { *field = v.(int) }}
}

// Milliseconds declares a whole number of milliseconds from low to high.
func Milliseconds(field *time.Duration, low, high int) Value {
	return Value{Type: Integer, Min: low, Max: high, store: func(v any) { *field = time.Duration(v.(int)) * time.Millisecond }}
}

// Want describes the valid values, in words that follow 'must be'.
func (v *Value) Want() string {
	switch {
	case len(v.Values) > 0:
		return "one of " + strings.Join(v.Values, ", ")
	case v.Format == Date:
		return "a day as YYYY-MM-DD"
	case v.Type == Boolean:
		return "true or false"
	case v.Type == Integer && v.Max == NoMax:
		return fmt.Sprintf("a whole number from %d", v.Min)
	case v.Type == Integer:
		return fmt.Sprintf("a whole number from %d to %d", v.Min, v.Max)
	}
	return "a string"
}

// Valid reports whether x, a string, a bool or an int, is a valid value.
func (v *Value) Valid(x any) bool {
	switch x := x.(type) {
	case string:
		return v.Type == String && (len(v.Values) == 0 || slices.Contains(v.Values, x)) && (v.Format != Date || isDay(x))
	case bool:
		return v.Type == Boolean
	case int:
		return v.Type == Integer && x >= v.Min && x <= v.Max
	}
	return false
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
