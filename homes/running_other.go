//go:build !linux

package homes

import "context"

// Running returns nil: this system doesn't show the environment of other programs.
func Running(context.Context, string) []string { return nil }
