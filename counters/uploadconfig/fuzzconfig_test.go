package uploadconfig

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func FuzzUploadConfig(f *testing.F) {
	f.Add(counttest.OwnConfig(f))
	f.Add([]byte(`{"programs":[{"name":"p","counters":[{"name":"a:{b,{c}},d","rate":0.5}],"stacks":[{"name":"a:b"}]}]}`))
	f.Add([]byte(`{"Programs":[null]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse(data)
		if err != nil {
			return
		}
		var want configFile
		if err := json.Unmarshal(data, &want); err != nil {
			t.Skip("more lenient than Go:", err)
		}
		for _, p := range want.Programs {
			for _, s := range p.Stacks {
				if _, ok := c.Approves(p.Name, s.Name); !ok {
					t.Errorf("stack %q of %q is not approved", s.Name, p.Name)
				}
			}
			for _, n := range p.Counters {
				if _, _, several := strings.Cut(n.Name, "{"); several {
					continue
				}
				if _, ok := c.Approves(p.Name, n.Name); !ok {
					t.Errorf("counter %q of %q is not approved", n.Name, p.Name)
				}
			}
		}
	})
}
