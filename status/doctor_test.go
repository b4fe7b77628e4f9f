package status

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDoctor(t *testing.T) {
	for _, test := range []struct {
		name   string
		file   string
		change func(*Facts)
		failed []string
	}{
		{"in order", "local 2026-01-01", func(*Facts) {}, nil},
		{"never chosen", "", func(*Facts) {}, nil},
		{"undated", "on", func(*Facts) {}, []string{"mode-file"}},
		{"read-only and an environment", "off", func(f *Facts) {
			f.Unwritable = errors.New("no")
			f.Env = func(k string) string { return map[string]string{"GOTELEMETRY": "off", "GOTELEMETRYDIR": "/x"}[k] }
		}, []string{"writable", "environment", "environment"}},
		{"no folder", "", func(f *Facts) { f.Dir = "" }, []string{"config-dir"}},
	} {
		f := facts(test.file)
		test.change(&f)
		got := Doctor(Of(f))
		var failed []string
		for _, c := range got.Checks {
			if !c.OK {
				failed = append(failed, c.Code)
			}
			if c.Message == "" || c.OK != (c.Hint == nil) {
				t.Errorf("%s: %+v", test.name, c)
			}
		}
		if diff := cmp.Diff(test.failed, failed); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", test.name, diff)
		}
		if got.Failed() != (test.failed != nil) {
			t.Errorf("%s: Failed() = %v", test.name, got.Failed())
		}
	}
}
