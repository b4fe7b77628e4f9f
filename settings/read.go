package settings

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// DefaultMode is a key that does not belong here: a repository can set an
// editor's settings, and nothing in a repository may switch the mode.
const DefaultMode = "defaultMode"

// Apply sets in s what the object raw says, and returns a sentence for each value
// that is not valid; the default is used then. Null, absent and unknown keys leave s
// alone. A sentence names the key and what is valid, never the value: a repository
// can set that, and editors show the sentence with its links.
func (s *Settings) Apply(raw jsontext.Value) (problems []string) {
	if len(raw) == 0 || raw.Kind() == 'n' {
		return nil
	}
	values := map[string]jsontext.Value{}
	if raw.Kind() != '{' || plainjson.Unmarshal(raw, &values) != nil {
		return []string{Section + " must be an object; using the default settings"}
	}
	for _, k := range Keys() {
		v, ok := values[k.Name]
		if !ok || v.Kind() == 'n' {
			continue
		}
		value, ok := k.decode(v)
		if !ok {
			problems = append(problems, fmt.Sprintf("%s.%s must be %s; using the default (%v)",
				Section, k.Name, k.Want(), k.Default))
			k.set(s, k.Default)
			continue
		}
		k.set(s, value)
	}
	if v, ok := values[DefaultMode]; ok && v.Kind() != 'n' {
		problems = append(problems, fmt.Sprintf("%s.%s is ignored here, since a repository could set it; "+
			"it belongs in the file telemetry-ls/config.json of your own configuration folder", Section, DefaultMode))
	}
	return problems
}

// decode gives the value of k that raw holds, false if it is not a valid one.
func (k *Key) decode(raw jsontext.Value) (any, bool) {
	switch k.Type {
	case "string":
		var v string
		err := plainjson.Unmarshal(raw, &v)
		return v, err == nil && slices.Contains(k.Values, v)
	case "boolean":
		var v bool
		err := plainjson.Unmarshal(raw, &v)
		return v, err == nil
	default:
		var v float64 // some editors know no other numbers
		err := plainjson.Unmarshal(raw, &v)
		return int(v), err == nil && v == math.Trunc(v) && v >= float64(k.Min) && v <= float64(k.Max)
	}
}

// Want says what is valid for k.
func (k *Key) Want() string {
	switch k.Type {
	case "string":
		return `"` + strings.Join(k.Values, `" or "`) + `"`
	case "boolean":
		return "true or false"
	default:
		return fmt.Sprintf("a whole number from %d to %d", k.Min, k.Max)
	}
}
