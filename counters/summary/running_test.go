package summary

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

func TestRunning(t *testing.T) {
	s := &Summary{
		Weeks: []Week{{Week: "2026-11-22", State: weeks.Reported}, {Week: "2026-11-29", State: weeks.Collecting}},
		Programs: []Program{
			{
				Program: "cmd/go",
				Charts: []Chart{
					{Name: "go/subcommand", Kind: Partition, Numbers: Numbers{Series: []uint64{9, 5}}, Buckets: []Bucket{
						{"build", Numbers{Series: []uint64{7, 3}}}, {"test", Numbers{Series: []uint64{2, 0}}},
					}},
					{Name: "go/invocations", Kind: Count, Numbers: Numbers{Series: []uint64{9, 5}}},
				},
			},
			{Program: "gopls", Stacks: []Stack{
				{Name: "gopls/bug", Numbers: Numbers{Series: []uint64{1, 2}}}, {Name: "gopls/bug", Numbers: Numbers{Series: []uint64{0, 1}}},
			}},
		},
	}
	for name, want := range map[string][]RunningCount{
		"go/subcommand:build": {{"cmd/go", 3}},
		"go/subcommand:test":  nil,
		"go/subcommand":       nil, // the name of a chart, not of a counter
		"go/invocations":      {{"cmd/go", 5}},
		"gopls/bug":           {{"gopls", 3}},
		"nothing":             nil,
	} {
		if diff := cmp.Diff(want, s.Running(name)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
}
