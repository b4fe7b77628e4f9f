package upload

import (
	"math"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// scene is a telemetry directory before the uploader runs.
type scene struct {
	name    string
	mode    string // content of the mode file, "" for none
	config  []string
	files   map[string]counttest.CounterFile
	others  map[string]string
	arrange func(t *testing.T, dir string) // creates what else the directory has
	// weeks are the weeks that the uploader posts.
	weeks []string
}

func scenes(d counttest.Days) []scene {
	counts := []counttest.Count{{Name: "go/invocations", Value: 3}, {Name: "go/subcommand:build", Value: 2}, {Name: "go/subcommand:mod-tidy", Value: 9}, {Name: "secret", Value: 1}, {Name: "go/subcommand:test", Value: 0}}
	goFile := func(begin, end int, version string) counttest.CounterFile {
		return counttest.CounterFile{Program: "cmd/go", Version: version, Begin: d.Ago(begin), End: d.Ago(end), Counts: counts}
	}
	week := map[string]counttest.CounterFile{"go": goFile(9, 3, "go1.26.8")}
	last := d.Ago(3)
	report := func(week string) string {
		return `{"Week":"` + week + `","LastWeek":"","X":0.99,"Programs":null,"Config":"v0.0.7"}`
	}
	tool := func(name, version, goVersion string, counts ...counttest.Count) counttest.CounterFile {
		return counttest.CounterFile{Program: "example.com/" + name, Version: version, GoVersion: goVersion, Begin: d.Ago(8), End: last, Counts: counts}
	}
	on := "on " + d.Ago(100)
	return []scene{
		{name: "on", mode: on, files: week, weeks: []string{last}},
		{name: "no mode file", files: week},
		{name: "local", mode: "local " + d.Ago(100), files: week},
		{name: "off", mode: "off " + d.Ago(100), files: week},
		{name: "undated", mode: "on", files: week, weeks: []string{last}},
		{name: "since the first day", mode: "on " + d.Ago(9), files: week},
		{name: "since the day before", mode: "on " + d.Ago(10), files: week, weeks: []string{last}},
		{name: "since a middle day", mode: "on " + d.Ago(7), files: map[string]counttest.CounterFile{"a": goFile(9, 3, "go1.26.8"), "b": goFile(6, 3, "go1.26.8")}},
		{
			name: "ages", mode: on, files: map[string]counttest.CounterFile{
				"a": goFile(25, 22, "go1.26.8"), "b": goFile(24, 21, "go1.26.8"), "c": goFile(15, 14, "go1.26.8"),
				"d": goFile(2, 1, "go1.26.8"), "e": goFile(1, -3, "go1.26.8"), "f": goFile(23, 20, "go1.26.8"),
			},
			weeks: []string{d.Ago(20), d.Ago(14), d.Ago(1)},
		},
		{
			name: "programs and versions", mode: on, files: map[string]counttest.CounterFile{
				"k": goFile(9, 3, "go1.26.8"), "b": goFile(8, 3, "go1.26.7"), "c": goFile(8, 3, "go1.25.0"),
				"d": goFile(7, 3, "go1.26.8"),
				"e": tool("tool", "v1.0.0", "go1.26.8", counttest.Count{Name: "tool/opened:a", Value: 1}, counttest.Count{Name: "tool/opened:c", Value: 1}, counttest.Count{Name: "tool/opened", Value: 1}),
				"f": tool("tool", "v1.1.0", "go1.21.0", counttest.Count{Name: "tool/opened:a", Value: 1}),
				"g": tool("tool", "devel", "go1.26.8", counttest.Count{Name: "tool/opened:a", Value: 1}),
				"h": tool("empty", "v1.0.0", "go1.26.8", counttest.Count{Name: "x", Value: 1}),
				"i": tool("other", "v1.0.0", "go1.26.8", counttest.Count{Name: "x", Value: 1}),
				"j": tool("tool", "v1.1.0", "go1.26.8"),
				"a": {Program: "cmd/go", Version: "go1.26.8", GOOS: "plan9", GOARCH: "arm", Begin: d.Ago(9), End: last, Counts: counts},
			},
			weeks: []string{last},
		},
		{
			name: "stacks and odd values", mode: on, files: map[string]counttest.CounterFile{
				"a": tool("tool", "v1.0.0", "go1.26.8",
					counttest.Count{Name: "tool/bug\na/b.f:+1,+0x2\n\".g:+3,+0x4", Value: 5}, counttest.Count{Name: "tool/bug\na/b.f:+1,+0x2\na/b.g:+3,+0x4", Value: 6},
					counttest.Count{Name: "tool/other\na/b.f:+1,+0x2", Value: 7}, counttest.Count{Name: "tool/bug", Value: 8}, counttest.Count{Name: "tool/opened:b", Value: math.MaxUint64}),
				"b": tool("tool", "v1.0.0", "go1.26.8", counttest.Count{Name: "tool/opened:b", Value: 5}, counttest.Count{Name: "tool/opened:a", Value: 1 << 60}, counttest.Count{Name: "tool/bug\n\xff.f:+1,+0x1", Value: 1}),
			},
			weeks: []string{last},
		},
		{name: "nothing approved", mode: on, files: map[string]counttest.CounterFile{"a": tool("other", "v1", "go1.26.8", counttest.Count{Name: "x", Value: 1})}, weeks: []string{last}},
		{name: "no counters", mode: on, files: map[string]counttest.CounterFile{"a": tool("tool", "v1.0.0", "go1.26.8")}},
		{
			name: "rates", mode: on, files: map[string]counttest.CounterFile{
				"a": {Program: "cmd/go", Version: "go1.26.8", Begin: d.Ago(9), End: last, Counts: []counttest.Count{{Name: "go/half", Value: 1}, {Name: "go/never", Value: 2}, {Name: "go/invocations", Value: 3}}},
				"b": tool("tool", "v1.0.0", "go1.26.8", counttest.Count{Name: "tool/rare\na.f:+1,+0x1", Value: 1}),
			},
			weeks: []string{last},
		},
		{name: "sampled out", mode: on, config: []string{`"SampleRate": 1`, `"SampleRate": 1e-15`}, files: week},
		{name: "no sample rate", mode: on, config: []string{`"SampleRate": 1`, `"SampleRate": 0`}, files: week, weeks: []string{last}},
		{
			name: "sent before", mode: on, files: week,
			others: map[string]string{"upload/" + d.Ago(10) + ".json": report(d.Ago(10)), "upload/" + d.Ago(17) + ".json": "{}"},
			weeks:  []string{last},
		},
		{
			name: "sent in the future", mode: on, files: week,
			others: map[string]string{"upload/" + d.Ago(0) + ".json": report(d.Ago(0))}, weeks: []string{last},
		},
		{
			name: "sent already", mode: on, files: week, others: map[string]string{"upload/" + last + ".json": report(last)},
		},
		{
			name: "reported already", mode: on, files: week, others: map[string]string{"local/local." + last + ".json": report(last)},
		},
		{
			name: "ready", mode: "on " + d.Ago(12), files: week,
			others: map[string]string{
				"local/" + d.Ago(40) + ".json": report(d.Ago(40)), "local/" + d.Ago(12) + ".json": report(d.Ago(12)),
				"local/" + d.Ago(11) + ".json": report(d.Ago(11)), "local/" + d.Ago(-1) + ".json": report(d.Ago(-1)),
				"local/local." + d.Ago(11) + ".json": report(d.Ago(11)),
			},
			weeks: []string{d.Ago(11), last},
		},
		{
			name: "ready and undated", mode: "on", others: map[string]string{"local/" + d.Ago(400) + ".json": report(d.Ago(400))},
			weeks: []string{d.Ago(400)},
		},
		{name: "ready in local", mode: "local " + d.Ago(12), others: map[string]string{"local/" + d.Ago(4) + ".json": report(d.Ago(4))}},
		{
			name: "bad files", mode: on, files: week,
			others: map[string]string{"local/bad.v1.count": "bad", "local/local.x.json": "{}", "upload/x.lock": ""}, weeks: []string{last},
		},
	}
}
