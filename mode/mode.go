package mode

import (
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// Mode is a telemetry mode of the Go toolchain.
type Mode string

// The modes.
const (
	On    Mode = "on"    // collect, and upload approved counters
	Local Mode = "local" // collect on this machine only
	Off   Mode = "off"   // neither
)

// All lists the modes.
func All() []Mode { return []Mode{On, Local, Off} }

// Parse gives the mode named word: exactly on, local or off.
func Parse(word string) (Mode, error) {
	switch m := Mode(word); m {
	case On, Local, Off:
		return m, nil
	}
	return "", fmt.Errorf("unknown mode %s; use on, local or off", printable.Quote(word))
}

// effect is what the toolchain does if the mode file says word: it uploads only
// for exactly `on`, and collects unless it is exactly `off`.
func effect(word string) Mode {
	switch m := Mode(word); m {
	case On, Off:
		return m
	}
	return Local
}
