// Package lazyregexp compiles regular expressions when they are first used. Compiled
// at package load, they would slow down every start of the server, which needs none
// of them to answer its editor.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New returns a function that compiles expr on its first call. That call panics if
// expr is malformed, so expr must be a constant that a test compiles. Several
// goroutines may call the function.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
