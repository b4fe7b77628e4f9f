package settings

import (
	"fmt"

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
	for _, p := range s.Params() {
		v, ok := values[p.Name]
		if !ok || v.Kind() == 'n' {
			continue
		}
		if err := p.Decode(v); err != nil {
			problems = append(problems, fmt.Sprintf("%s.%s must be %s; using the default (%v)",
				Section, p.Name, p.Want(), p.Default))
			p.SetDefault()
		}
	}
	if v, ok := values[DefaultMode]; ok && v.Kind() != 'n' {
		problems = append(problems, fmt.Sprintf("%s.%s is ignored here, since a repository could set it; "+
			"it belongs in the file telemetry-ls/config.json of your own configuration directory", Section, DefaultMode))
	}
	return problems
}
