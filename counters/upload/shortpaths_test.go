package upload

import "testing"

func TestShortPaths(t *testing.T) {
	for line, want := range map[string]string{
		"": "",
		"10:01:02.000003 run.go:160: Uploading 1 reports":                               "10:01:02.000003 run.go:160: Uploading 1 reports",
		"deleting [/h/u/t/local/a.v1.count /h/u/t/local/b.v1.count]":                    "deleting [local/a.v1.count local/b.v1.count]",
		`open /home/bob/x: permission denied`:                                           "open …/x: permission denied",
		`GOMODCACHE=/home/bob/mod/ "/home/bob/y"`:                                       `GOMODCACHE=…/mod "…/y"`,
		`Error upload 2026-11-22.json to https://telemetry.go.dev/upload/2026-11-22: x`: `Error upload 2026-11-22.json to https://telemetry.go.dev/upload/2026-11-22: x`,
		`Removed local/2026-11-22.json`:                                                 `Removed local/2026-11-22.json`,
		`open C:\Users\bob\x.json: no`:                                                  `open …/x.json: no`,
		`on \\server\share\x or /`:                                                      `on …/x or …/`,
		"/home/bob\xff/é/ü: no":                                                         "…/ü: no",
	} {
		if got := shortPaths(line, "/h/u/t"); got != want {
			t.Errorf("%q becomes %q, want %q", line, got, want)
		}
	}
}
