//go:build !linux

package index

import (
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
)

// changes watches nothing: on these systems, only a waiting thread could learn whether
// anything has happened in a directory.
type changes struct{}

func watchChanges(string, rawfile.Dir) *changes { return nil }

func (c *changes) watching(rawfile.Dir) bool { return false }
func (c *changes) none(rawfile.Dir) bool     { return false }
func (c *changes) close()                    {}
