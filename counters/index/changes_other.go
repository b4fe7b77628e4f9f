//go:build !linux

package index

import (
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
)

// changes would tell whether anything has happened in a directory. Here nothing
// does that without a thread that waits for it.
type changes struct{}

func watchChanges(string, rawfile.Dir) *changes { return nil }

func (c *changes) watching(rawfile.Dir) bool { return false }
func (c *changes) none(rawfile.Dir) bool     { return false }
func (c *changes) close()                    {}
