package policy

import (
	"errors"
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/symlink"
)

// trusted checks that only administrators can change a file or put another one in its
// place, in any directory on the way to it.
func trusted(path string) error {
	var untrusted error
	_, ok := symlink.Walk(path, func(s symlink.Step) bool {
		if untrusted = onlyAdministrators(s.Dir, true); untrusted == nil { // a sticky directory lets others own links
			untrusted = onlyAdministrators(s.Path(), !s.Last)
		}
		return untrusted == nil
	})
	if untrusted == nil && !ok {
		return errors.New("its links form a loop")
	}
	return untrusted
}

// untrusted is the error for a file or directory that others can change.
func untrusted(path, why string) error {
	return hint.New(fmt.Errorf(`%s %s, so the key "apply" can't be trusted`, path, why), hintTrust)
}
