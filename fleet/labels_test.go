package fleet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

func TestLabels(t *testing.T) {
	for _, test := range []struct {
		texts    string // separated by ;
		metrics  string // the error, "" for none
		rowError string
	}{
		{"account=alice", "", ""},
		{"account=a=b;_x1=y;A=\t\n", "", ""},
		{"week=1", "", "the label week is reserved"},
		{"GOVERSION=1", "", "the label GOVERSION is reserved"},
		{"mode=1", "the label mode is reserved", ""},
		{"code=1", "the label code is reserved", ""},
		{"job=1", "the label job is reserved", ""},
		{"instance=1", "the label instance is reserved", ""},
		{"__name__=1", "the label __name__ is reserved", ""},
		{"le=1", "the label le is reserved", ""},
		{"quantile=1", "the label quantile is reserved", ""},
		{"teamName=1", "the label teamName is in camelCase", ""},
		{"a=1;A=1", "the label A is there twice", "the label A is there twice"},
		{"account", `the label "account" has no value`, `the label "account" has no value`},
		{"=x", `invalid name of a label: ""`, `invalid name of a label: ""`},
		{"1a=x", `invalid name of a label: "1a"`, `invalid name of a label: "1a"`},
		{"a-b=x", `invalid name of a label: "a-b"`, `invalid name of a label: "a-b"`},
		{"ä=x", `invalid name of a label: "ä"`, `invalid name of a label: "ä"`},
		{"a\"}=x", `invalid name of a label: "a\"}"`, `invalid name of a label: "a\"}"`},
		{"account=", "the label account has an empty value", "the label account has an empty value"},
		{"account=\xff", "the value of the label account is not UTF-8", "the value of the label account is not UTF-8"},
		{"account=\x1b[31m", "the value of the label account has a control character", "the value of the label account has a control character"},
		{"account=\u202e", "the value of the label account has a control character", "the value of the label account has a control character"},
		{"a=1;b=2;a=1", "the label a is there twice", "the label a is there twice"},
	} {
		for _, kind := range []struct {
			name string
			read func([]string) ([]Label, error)
			want string
		}{{"metrics", MetricLabels, test.metrics}, {"rows", RowLabels, test.rowError}} {
			got, err := kind.read(strings.Split(test.texts, ";"))
			switch {
			case err == nil && kind.want == "":
				var again []string
				for _, l := range got {
					again = append(again, l.Name+"="+l.Value)
				}
				if diff := cmp.Diff(test.texts, strings.Join(again, ";")); diff != "" {
					t.Errorf("%s: %q: (-want +got)\n%s", kind.name, test.texts, diff)
				}
			case err == nil || kind.want == "" || !strings.HasPrefix(err.Error(), kind.want) || hint.Of(err) == "":
				t.Errorf("%s: %q: %v, hint %q; want %q", kind.name, test.texts, err, hint.Of(err), kind.want)
			}
		}
	}
}
