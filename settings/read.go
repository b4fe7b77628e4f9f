package settings

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// DefaultMode is a key that Apply ignores: a repository can set an editor's settings,
// and nothing in a repository may switch the mode.
const DefaultMode = "defaultMode"

// Apply applies the object raw to s. For each invalid value it uses the default and
// returns a sentence. Null, absent and unknown keys leave s unchanged. A sentence names
// the key and the valid values, never the value: a repository can set the value, and
// editors show links in the sentence.
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
			"put it in the file telemetry-ls/config.json in your configuration directory", Section, DefaultMode))
	}
	return problems
}
