//go:build !linux

package mode

// systemRoles are the roles of children that exist only on this system.
func systemRoles() map[string]func([]string) error { return nil }
