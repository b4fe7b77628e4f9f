package goenv

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFile(t *testing.T) {
	for _, test := range []struct{ goenv, configDir, want string }{
		{"", "", ""},
		{"", "/c", filepath.Join("/c", "go", "env")},
		{"off", "/c", ""},
		{"/x/env", "/c", "/x/env"},
		{"/x/env", "", "/x/env"},
		{"env", "/c", ""},
		{"../env", "", ""},
	} {
		getenv := func(string) string { return test.goenv }
		if got := File(getenv, test.configDir); got != test.want {
			t.Errorf("GOENV=%q, %q: %q, want %q", test.goenv, test.configDir, got, test.want)
		}
	}
}

func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "env")
	for text, want := range map[string]map[string]string{
		"":                                     {},
		"GOFLAGS=-modcacherw\nGOTELEMETRY=off": {"GOFLAGS": "-modcacherw", "GOTELEMETRY": "off"},
		"# GOTELEMETRY=off\n gOX=1\n=\n\nGOPROXY=\nGOPROXY=a=b\r\n": {"GOPROXY": "a=b\r"},
		strings.Repeat("#", maxSize+1):                              nil,
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, Read(file)); d != "" {
			t.Errorf("%.40q: (-want +got)\n%s", text, d)
		}
	}
	for _, none := range []string{"", filepath.Dir(file), file + "none", "/dev/zero"} {
		if runtime.GOOS == "windows" && strings.HasPrefix(none, "/") {
			continue
		}
		if got := Read(none); got != nil {
			t.Errorf("%q: %v", none, got)
		}
	}
}
