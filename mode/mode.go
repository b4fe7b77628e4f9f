package mode

import "fmt"

// Mode is a telemetry mode of the Go toolchain.
type Mode string

// The modes.
const (
	On    Mode = "on"    // collect, and upload what is approved
	Local Mode = "local" // collect on this machine alone
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
	return "", fmt.Errorf("reading a telemetry mode: %s is none of on, local, off", quote(word))
}

// effect is what the toolchain does where its mode file says word: it uploads
// for exactly `on`, collects nothing for exactly `off`, and collects otherwise.
func effect(word string) Mode {
	switch m := Mode(word); m {
	case On, Off:
		return m
	}
	return Local
}
