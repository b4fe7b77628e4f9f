//go:build !linux

package mode

// systemRoles are the roles of children on this system alone.
func systemRoles() map[string]func([]string) error { return nil }
