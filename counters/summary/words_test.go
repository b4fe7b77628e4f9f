package summary

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

func series(n ...uint64) Numbers {
	s := Numbers{Series: n}
	for _, value := range n {
		s.Total += value
	}
	return s
}

func count(name string, n ...uint64) Chart {
	return Chart{Name: name, Kind: Count, Numbers: series(n...)}
}

func chart(name, kind string, buckets ...Bucket) Chart {
	c := Chart{Name: name, Kind: kind, Buckets: buckets, Numbers: series(make([]uint64, len(buckets[0].Series))...)}
	for i := range buckets {
		c.plus(&buckets[i].Numbers)
	}
	return c
}

func bucket(name string, n ...uint64) Bucket { return Bucket{name, series(n...)} }

// program returns a program with the charts.
func program(name string, charts ...Chart) Program {
	p := Program{Program: name, Charts: charts, Numbers: series(make([]uint64, len(charts[0].Series))...)}
	for i := range charts {
		p.plus(&charts[i].Numbers)
	}
	return p
}

// explained returns a summary of an ended and a running week.
func explained(programs ...Program) *Summary {
	s := &Summary{
		Weeks:    []Week{{Week: "2026-11-22", State: weeks.Reported}, {Week: "2026-11-29", State: weeks.Collecting}},
		Programs: programs,
	}
	s.Explain(counttest.Noon)
	return s
}

func TestWords(t *testing.T) {
	for _, test := range []struct {
		name               string
		program            Program
		title, all, recent string
	}{
		{
			"the go command", program("cmd/go",
				count("go/invocations", 0, 8), count("go/buildcache/miss", 0, 600),
				chart("go/subcommand", Partition, bucket("version", 0, 6), bucket("build", 0, 1), bucket("vet", 0, 1))),
			"go command", "8 runs; build 1, vet 1, version 6", "go command 8 runs (build 1, vet 1, version 6)",
		},
		{
			"many subcommands, and what was typed after help", program("cmd/go",
				count("go/invocations", 1200, 90),
				chart("go/subcommand", Partition, bucket("list", 1000, 40), bucket("test", 100, 20), bucket("mod-tidy", 60, 9), bucket("tool-pprof", 5, 8),
					bucket("help-/home/me/secret", 1, 1), bucket("mod-help-tidy", 1, 1), bucket("work-help", 1, 1), bucket("unknown", 3, 0), bucket("build", 9, 9), bucket("run", 1, 1))),
			"go command", "1,290 runs; test 120, mod tidy 69, build 18, tool pprof 13, run 2, list 1,040, other 9",
			"go command 90 runs (test 20, build 9, mod tidy 9, other 52)",
		},
		{
			"gopls", program("golang.org/x/tools/gopls",
				chart("gopls/client", Partition, bucket("vscode", 1, 2), bucket("neovim", 0, 1), bucket("other", 0, 1)),
				chart("gopls/completion/latency", Histogram, bucket("<10ms", 50, 0), bucket("<50ms", 49, 0), bucket("<1s", 1, 0)),
				chart("gopls/hover/latency", Histogram, bucket("<24h", 3, 0)),
				chart("gopls/hover/error-latency", Histogram, bucket("<10ms", 900, 0))),
			"gopls", "5 sessions; VS Code 3, Neovim 1, other clients 1; p90 latency: completion <50ms, hover >5s",
			"gopls 4 sessions (VS Code 2, Neovim 1, other clients 1)",
		},
		{"a session of the week before", program("golang.org/x/tools/gopls", count("gopls/rename", 0, 1)), "gopls", "active in 1 week", "active: gopls"},
		{"govulncheck", program("golang.org/x/vuln/cmd/govulncheck", chart("govulncheck/mode", Partition, bucket("source", 0, 2))), "govulncheck", "2 runs; source 2", "govulncheck 2 runs (source 2)"},
		{"names from a damaged file", program("cmd/go", count("go/invocations", 0, 2), chart("go/subcommand", Partition, bucket("", 0, 1), bucket("\x1b[31m\nx", 0, 1))), "go command", `2 runs; \u001b[31m x 1, unnamed 1`, `go command 2 runs (\u001b[31m x 1, unnamed 1)`},
		{"goimports", program("golang.org/x/tools/cmd/goimports", chart("tools/cmd", Partition, bucket("goimports", 0, 1))), "goimports", "1 run", "goimports 1 run"},
		{"VS Code", program("github.com/golang/vscode-go/vscgo", chart("vscode-go/tool/usage", Partition, bucket("gotests", 0, 2))), "VS Code Go", "gotests 2", "VS Code Go (gotests 2)"},
		{"a tool of the toolchain", program("cmd/compile", count("compile/invocations", 70, 5), chart("compile/flag", Partition, bucket("p", 70, 5))), "compile", "75 runs", "compile 5 runs"},
		{"another program", program("example.com/tool/v2", count("tool/invocations", 1, 0)), "tool", "1 run", ""},
		{"a program that counts no runs", program("example.com/tool", count("tool/cache", 9, 9)), "tool", "active in 2 weeks", "active: tool"},
	} {
		s := explained(test.program)
		p := s.Programs[0]
		got := []string{p.Title, p.Words, s.Weeks[1].Words}
		if d := cmp.Diff([]string{test.title, test.all, test.recent}, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, d)
		}
	}
}

func TestWordsOfCrashes(t *testing.T) {
	p := program("golang.org/x/tools/gopls", chart("gopls/client", Partition, bucket("eglot", 1, 1)))
	p.Stacks = []Stack{{Name: "gopls/bug", Numbers: series(0, 2)}, {Name: "crash/crash", Numbers: series(1, 0)}, {Name: "gopls/other", Numbers: series(1, 0)}}
	if got, want := explained(p).Programs[0].Words, "2 sessions; Eglot 2; 1 crash, 2 internal errors"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestThisWeek(t *testing.T) {
	goCommand := program("cmd/go", count("go/invocations", 3, 8))
	for _, test := range []struct {
		mode     string
		programs []Program
		want     string
	}{
		{"local", []Program{goCommand, program("cmd/asm", count("asm/invocations", 0, 40))}, "This week so far: go command 8 runs."},
		{"local", []Program{program("cmd/asm", count("asm/invocations", 0, 40))}, "This week so far: asm 40 runs."},
		{"on", []Program{goCommand, program("example.com/a", count("x", 0, 1)), program("example.com/b", count("x", 0, 1))}, "This week so far: go command 8 runs; also active: a, b."},
		{"on", []Program{program("cmd/go", count("go/invocations", 3, 0))}, "Nothing has been counted this week yet."},
		{"off", nil, "Nothing has been counted this week."},
	} {
		s := &Summary{
			Mode: test.mode, Programs: test.programs,
			Weeks: []Week{{Week: "2026-11-22", State: weeks.Reported}, {Week: "2026-11-29", State: weeks.Collecting}},
		}
		s.Explain(counttest.Noon)
		if s.ThisWeek != test.want {
			t.Errorf("%s: %q, want %q", test.mode, s.ThisWeek, test.want)
		}
	}
}

// TestThisWeekIsShort checks that a sentence doesn't grow with the number of programs.
func TestThisWeekIsShort(t *testing.T) {
	var programs []Program
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		programs = append(programs, program("example.com/"+name, count(name+"/invocations", 0, 1)), program("example.com/silent-"+name, count("x", 0, 1)))
	}
	want := "This week so far: a 1 run; b 1 run; c 1 run; d 1 run; e 1 run; f 1 run; 2 other programs; " +
		"also active: silent-a, silent-b, silent-c, silent-d, silent-e, silent-f, 2 other programs."
	if got := explained(programs...).ThisWeek; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
