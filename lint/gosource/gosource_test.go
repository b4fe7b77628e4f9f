package gosource

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCounters(t *testing.T) {
	const imported = `import "golang.org/x/telemetry/counter"`
	for _, test := range []struct {
		src  string
		want []string // the literals
	}{
		{"package a; " + imported + `; var c = counter.New("gopls/client:vscode")`, []string{`"gopls/client:vscode"`}},
		{"package a; " + imported + "; func f() { counter.Inc(`x`); counter.Add(\"y\", 2); counter.NewStack(\"z\", 16) }", []string{"`x`", `"y"`, `"z"`}},
		{"package a; import c \"golang.org/x/telemetry/counter\"; var _ = c.New(\"a\"); var _ = counter.New(\"b\")", []string{`"a"`}},
		{"package a; import . \"golang.org/x/telemetry/counter\"; var _ = New(\"a\"); func f() { Inc(\"b\") }", []string{`"a"`, `"b"`}},
		{"package a; import _ \"golang.org/x/telemetry/counter\"; var _ = counter.New(\"a\")", nil},
		{"package a; import \"example.com/counter\" // golang.org/x/telemetry/counter\nvar _ = counter.New(\"a\")", nil},
		{"package a; " + imported + "; // counter.New(\"a\")\nvar s = `counter.New(\"b\")`", nil},
		{"package a; " + imported + `; func f(n string) { counter.New(n); counter.New("a" + n); counter.Open(); counter.Inc() }`, nil},
		{"package a; " + imported + `; var a = counter.New("ok"); func broken( {`, []string{`"ok"`}},
		{"package a; " + imported + `; var a = counter.New("ok"); func f() { counter := g(); counter.New("x y") }`, []string{`"ok"`}},
		{"", nil},
	} {
		var got []string
		for _, c := range Counters(test.src) {
			got = append(got, test.src[c.Start:c.End])
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", test.src, diff)
		}
	}
}

func TestCheckName(t *testing.T) {
	for name, part := range map[string]string{
		"go/subcommand:build":     "",
		"a":                       "",
		"größe":                   "",
		"a:b:c":                   "at most one colon",
		"a b":                     "white space",
		"a\tb":                    "white space",
		"a\x00b":                  "printable (it holds U+0000)",
		"a\xffb":                  "printable",
		"a\u202eb":                "printable",
		"":                        "empty",
		strings.Repeat("x", 4097): "4097 bytes",
	} {
		got := CheckName(name)
		if (got == "") != (part == "") || !strings.Contains(got, part) {
			t.Errorf("CheckName(%.20q) = %q, want %q in it", name, got, part)
		}
	}
}

func FuzzCounters(f *testing.F) {
	f.Add("package a; import \"golang.org/x/telemetry/counter\"; var c = counter.New(\"x\")")
	f.Fuzz(func(t *testing.T, src string) {
		for _, c := range Counters(src) {
			if c.Start < 0 || c.End <= c.Start || c.End > len(src) {
				t.Errorf("%q: %+v", src, c)
			}
		}
	})
}
