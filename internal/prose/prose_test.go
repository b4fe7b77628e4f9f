package main

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestRetiredPhrasesAreFound(t *testing.T) {
	for _, test := range []struct{ path, text, phrase string }{
		{"a.md", "Here nobody decides.", "nobody"},
		{"a.md", "NOBODY", "NOBODY"},
		{"a.go", "// The list is at\n// hand.", "at // hand"},
		{"a.go", `"where it can " + "be had"`, `can " + "be had`},
		{"a.go", "\"the list that is at \" +\n\t\"hand\"", `is at " + "hand`},
		{"a.ts", "const text = `in the telemetry folder`;", "telemetry folder"},
		{"a.lua", "-- It tells\n-- of changes.", "tells -- of"},
		{"a.sh", "# week\n# until", "week # until"},
		{"a.json", `{"x": "12 kB"}`, "kB"},
		{"Makefile", "# 12kB", "12kB"},
		{"a.md", "It takes the last switch back.", "takes the last switch back"},
	} {
		findings, err := check(fstest.MapFS{test.path: {Data: []byte(test.text)}})
		if err != nil {
			t.Fatal(err)
		}
		if len(findings) == 0 || !strings.Contains(strings.ReplaceAll(findings[0], `\"`, `"`), test.phrase) {
			t.Errorf("%s: %q: got %q, want %q in it", test.path, test.text, findings, test.phrase)
		}
	}
}

func TestOtherTextIsLeftAlone(t *testing.T) {
	files := fstest.MapFS{
		"a.md":                  {Data: []byte("The workspace folder. Back up. A handful. We had it.")},
		"b.md":                  {Data: []byte("nobody <!-- prose:ignore -->")},
		"c.png":                 {Data: []byte("nobody")},
		"d.go":                  {Data: []byte("nobody\x00")},
		"e.go":                  {Data: []byte("var nobodyKnows, anewest = 1, 2")},
		"testdata/f.md":         {Data: []byte("nobody")},
		"g.go":                  {Data: []byte(`user.Lookup("nobody")`)},
		"x/node_modules/y/g.md": {Data: []byte("nobody")},
	}
	findings, err := check(files)
	if err != nil || len(findings) > 0 {
		t.Errorf("got %q, %v", findings, err)
	}
}
