//go:build !unix && !windows

package policy

const hintTrust = `remove the key "apply"`

// onlyAdministrators trusts nothing: this platform has no owners that it could check.
func onlyAdministrators(path string, _ bool) error {
	return untrusted(path, "has no owner on this platform")
}
