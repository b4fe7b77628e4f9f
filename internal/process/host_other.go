//go:build !linux

package process

// numbering is nothing here: each machine numbers its processes once.
func numbering() string { return "" }
