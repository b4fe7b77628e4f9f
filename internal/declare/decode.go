package declare

import (
	"errors"
	"math"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// ErrInvalid means that a value is invalid; [Value.Want] describes the valid ones. The
// error does not repeat the value: editors show it, and a repository can set it.
var ErrInvalid = errors.New("not a valid value")

// Decode sets the field to the value in raw. Null is invalid. On error, Decode returns
// [ErrInvalid] and leaves the field unchanged.
func (v *Value) Decode(raw jsontext.Value) error {
	x, err := v.read(raw)
	if err != nil || raw.Kind() == 'n' || !v.Valid(x) {
		return ErrInvalid
	}
	v.store(x)
	return nil
}

// read returns the string, bool or int in raw.
func (v *Value) read(raw jsontext.Value) (any, error) {
	switch v.Type {
	case Boolean:
		return as[bool](raw)
	case Integer:
		return readInteger(raw)
	}
	return as[string](raw)
}

func as[T any](raw jsontext.Value) (T, error) {
	var x T
	err := plainjson.Unmarshal(raw, &x)
	return x, err
}

// readInteger accepts any notation of a whole number: some editors have only floats.
func readInteger(raw jsontext.Value) (int, error) {
	x, err := as[float64](raw)
	if err != nil || x != math.Trunc(x) || math.Abs(x) > math.MaxInt32 {
		return 0, ErrInvalid
	}
	return int(x), nil
}
