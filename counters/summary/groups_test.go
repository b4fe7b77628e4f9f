package summary

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

func TestGroups(t *testing.T) {
	var programs []Program
	for _, name := range []string{
		"cmd/asm", "cmd/cgo", "cmd/compile", "cmd/go", "cmd/gofmt", "cmd/pprof", "cmd/vet",
		"example.com/Zebra", "example.com/vet", "example.org/a", "github.com/go-delve/delve/cmd/dlv", "golang.org/x/tools/gopls",
	} {
		programs = append(programs, program(name, count(baseName(name)+"/invocations", 0, 2)))
	}
	s := explained(programs...)
	want := []Group{
		{
			Group: Tools, Title: "Programs", Words: "go command 2 runs; a 2 runs; example.com/vet 2 runs; gofmt 2 runs; pprof 2 runs; Zebra 2 runs; also active: gopls, Delve",
			Programs: []string{"cmd/go", "golang.org/x/tools/gopls", "example.org/a", "github.com/go-delve/delve/cmd/dlv", "example.com/vet", "cmd/gofmt", "cmd/pprof", "example.com/Zebra"},
		},
		{
			Group: Toolchain, Title: "Toolchain internals", Closed: true, Words: "asm 2 runs; cgo 2 runs; compile 2 runs; vet 2 runs",
			Programs: []string{"cmd/asm", "cmd/cgo", "cmd/compile", "cmd/vet"},
		},
	}
	if d := cmp.Diff(want, s.Groups); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	var order []string
	for _, p := range s.InOrder() {
		order = append(order, p.Program)
	}
	if d := cmp.Diff(append(want[0].Programs, want[1].Programs...), order); d != "" {
		t.Errorf("in order (-want +got)\n%s", d)
	}
}

func TestRoles(t *testing.T) {
	for _, test := range []struct {
		program string
		chart   Chart
		want    string
	}{
		{"cmd/go", count("go/invocations", 1), RunsRole},
		{"cmd/go", chart("go/subcommand", Partition, bucket("build", 1)), UsesRole},
		{"cmd/go", chart("go/errors", Partition, bucket("x", 1)), FeaturesRole},
		{"cmd/go", chart("go/build/flag", Partition, bucket("o", 1)), FlagsRole},
		{"cmd/go", chart("go/build/flag/buildmode", Partition, bucket("pie", 1)), FlagsRole},
		{"cmd/go", chart("go/flag", Partition, bucket("C", 1)), FlagsRole},
		{"cmd/go", chart("go/platform/target/goos", Partition, bucket("linux", 1)), InternalsRole},
		{"cmd/go", count("go/buildcache/hit", 1), InternalsRole},
		{"cmd/compile", count("compile/invocations", 1), RunsRole},
		{"cmd/compile", chart("compile/flag", Partition, bucket("p", 1)), FlagsRole},
		{"golang.org/x/tools/gopls", chart("gopls/client", Partition, bucket("vscode", 1)), UsesRole},
		{"golang.org/x/tools/gopls", chart("gopls/hover/latency", Histogram, bucket("<10ms", 1)), LatencyRole},
		{"golang.org/x/tools/gopls", chart("gopls/hover/error-latency", Histogram, bucket("<10ms", 1)), LatencyRole},
		{"golang.org/x/tools/gopls", chart("gopls/setting/staticcheck", Partition, bucket("true", 1)), FlagsRole},
		{"golang.org/x/tools/gopls", chart("gopls/goversion", Partition, bucket("1.26", 1)), InternalsRole},
		{"golang.org/x/tools/gopls", count("gopls/rename", 1), FeaturesRole},
		{"example.com/p", count("", 1), FeaturesRole},
		{"github.com/go-delve/delve/cmd/dlv", chart("", Partition, bucket("x", 1)), FeaturesRole},
	} {
		known := lookUp(test.program)
		if got := known.role(&test.chart); got != test.want {
			t.Errorf("%s of %s has the role %s, want %s", test.chart.Name, test.program, got, test.want)
		}
	}
}

func TestDays(t *testing.T) {
	for _, test := range []struct {
		week string
		year int
		want string
	}{
		{"2026-11-29", 2026, "Nov 22-28"},
		{"2026-12-06", 2026, "Nov 29-Dec 5"},
		{"2026-12-06", 2027, "Nov 29-Dec 5, 2026"},
		{"2025-11-29", 2026, "Nov 22-28, 2025"},
		{"2026-01-03", 2026, "Dec 27-Jan 2"},
		{"2026-01-03", 2027, "Dec 27, 2025-Jan 2, 2026"},
		{"2027-01-03", 2026, "Dec 27, 2026-Jan 2, 2027"},
		{"2026-01-01", 2026, "Dec 25-31, 2025"},
		{"not a day", 2026, "not a day"},
	} {
		s := &Summary{Weeks: []Week{{Week: test.week, State: weeks.Reported}}}
		s.Explain(time.Date(test.year, 6, 1, 0, 0, 0, 0, time.UTC))
		if got := s.Weeks[0].Days; got != test.want {
			t.Errorf("week %s in %d: %q, want %q", test.week, test.year, got, test.want)
		}
	}
}
