package upload

import (
	"cmp"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func TestUnlisted(t *testing.T) {
	for _, test := range []struct {
		name  string
		files []counttest.CounterFile
		want  []UnlistedBuild
	}{
		{"none", nil, []UnlistedBuild{}},
		{"a listed release", []counttest.CounterFile{{Program: "cmd/go", Version: "go1.26.8"}}, []UnlistedBuild{}},
		{
			"a newer release",
			[]counttest.CounterFile{{Program: "cmd/go", Version: "go1.99.0", GoVersion: "go1.99.0"}},
			[]UnlistedBuild{{"cmd/go", "go1.99.0", "go1.99.0", "version-not-approved", true}},
		},
		{
			"an older release",
			[]counttest.CounterFile{{Program: "cmd/go", Version: "go1.21.0", GoVersion: "go1.21.0"}},
			[]UnlistedBuild{{"cmd/go", "go1.21.0", "go1.21.0", "version-not-approved", false}},
		},
		{
			"a development build",
			[]counttest.CounterFile{{Program: "cmd/go", Version: "devel", GoVersion: "devel"}},
			[]UnlistedBuild{{"cmd/go", "devel", "devel", "version-not-approved", false}},
		},
		{
			"a release that is in use no more",
			[]counttest.CounterFile{{Program: "cmd/go", Version: "go1.99.0", GoVersion: "go1.99.0", End: "2026-11-15"}, {Program: "cmd/go", Version: "go1.26.8"}},
			[]UnlistedBuild{},
		},
		{
			"several releases, one of them for two platforms",
			[]counttest.CounterFile{
				{Program: "cmd/go", Version: "go1.98.0", GoVersion: "go1.98.0"},
				{Program: "cmd/go", Version: "go1.26.8"},
				{Program: "cmd/go", Version: "go1.99.0", GoVersion: "go1.99.0"},
				{Program: "cmd/go", Version: "go1.99.0", GoVersion: "go1.99.0", GOARCH: "arm64"},
			},
			[]UnlistedBuild{{"cmd/go", "go1.99.0", "go1.99.0", "version-not-approved", true}, {"cmd/go", "go1.98.0", "go1.98.0", "version-not-approved", true}},
		},
		{
			"programs",
			[]counttest.CounterFile{
				{Program: "example.com/tool", Version: "v1.0.0", GoVersion: "go1.99.0"},
				{Program: "example.com/tool", Version: "v9.0.0", GoVersion: "go1.26.8"},
				{Program: "example.com/mine", Version: "v9.0.0", GoVersion: "go1.26.8"},
			},
			[]UnlistedBuild{
				{"example.com/mine", "v9.0.0", "go1.26.8", "program-not-approved", false},
				{"example.com/tool", "v1.0.0", "go1.99.0", "go-version-not-approved", true},
				{"example.com/tool", "v9.0.0", "go1.26.8", "version-not-approved", false},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for i, f := range test.files {
				f.Begin, f.End = "2026-11-10", cmp.Or(f.End, "2026-11-22")
				f.Counts = []counttest.Count{{Name: "x", Value: 1}}
				counttest.Put(t, dir, "local/"+string(rune('a'+i))+counttest.Suffix, f.Bytes())
			}
			p := previewOf(t, dir, Options{Mode: "on", Now: counttest.Noon, Config: ownUploadConfig(t)})
			if d := gocmp.Diff(test.want, p.Uploads.Unlisted); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			if p := previewOf(t, dir, Options{Mode: "on", Now: counttest.Noon}); len(p.Uploads.Unlisted) != 0 {
				t.Errorf("without an upload config: %+v", p.Uploads.Unlisted)
			}
		})
	}
}
