//go:build !linux

package process

// numbering returns "": here a machine has one PID namespace.
func numbering() string { return "" }
