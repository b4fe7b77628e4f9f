package test

import (
	"os"
	"strings"
	"testing"
)

// fleetPage returns the blocks of docs/fleet.md whose first line is the fence with info.
func fleetPage(t *testing.T, info string) []string {
	t.Helper()
	page, err := os.ReadFile("../docs/fleet.md")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, part := range strings.Split(string(page), "\n```"+info+"\n")[1:] {
		block, _, ok := strings.Cut(part, "\n```\n")
		if !ok {
			t.Fatalf("a block of %s has no end", info)
		}
		blocks = append(blocks, block+"\n")
	}
	if blocks == nil {
		t.Fatalf("docs/fleet.md has no block of %s", info)
	}
	return blocks
}
